//! The algebra of units.

use report_lint::units::Unit;

#[test]
fn units_multiply_and_divide() {
    let (area, mass, money, household) = (Unit::of("area"), Unit::of("mass"), Unit::of("VND"), Unit::of("hộ"));
    assert!(Unit::of("yield").mul(&area).meets(&mass));
    assert!(mass.div(&area).meets(&Unit::of("yield")));
    assert!(money.div(&household).mul(&household).meets(&money));
    assert!(Unit::of("length").mul(&Unit::of("length")).meets(&area));
    assert!(!money.div(&household).meets(&money));
    assert!(area.div(&area).meets(&Unit::pure()));
}

#[test]
fn rates_averages_and_states_do_not_add_up() {
    let (money, household) = (Unit::of("VND"), Unit::of("hộ"));
    assert!(!money.is_intensive() && !household.is_intensive() && !Unit::of("area").is_intensive());
    assert!(money.div(&household).is_intensive() && Unit::of("yield").is_intensive());
    assert!(Unit::of("temperature").is_intensive() && Unit::of("mass").averaged().is_intensive());
    assert!(!money.div(&household).mul(&household).is_intensive());
}
