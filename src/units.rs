//! What a number measures, as powers of things that are measured or counted: which numbers can meet, and which add up.

/// What the measures of the lexicon are made of; any other measure or noun is a thing of its own.
const DERIVED: [(&str, &[(&str, i8)]); 3] = [("area", &[("length", 2)]), ("volume", &[("length", 3)]), ("yield", &[("mass", 1), ("length", -2)])];

/// Measures of a state, which no addition makes larger: two fields at 20 °C are not at 40 °C.
const STATES: [&str; 4] = ["temperature", "voltage", "grade", "age"];

/// True for a measure of the lexicon, or a noun, whose numbers never add up.
pub fn is_intensive(name: &str) -> bool {
    // By their lengths most names are none of these, which is quicker to see than by their letters.
    let is = |known: &str| known.len() == name.len() && known == name;
    let derived = || DERIVED.iter().any(|(known, powers)| is(known) && powers.iter().any(|(_, power)| *power < 0));
    STATES.iter().any(|known| is(known)) || derived()
}

/// A unit without its scale: a product of measures and counted things, and whether amounts in it add up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// Measures and nouns with their powers, by name; no power is 0.
    powers: Vec<(String, i8)>,
    /// A state or an average, whatever its powers are.
    state: bool,
}

impl Unit {
    /// The unit of a measure of the lexicon (`area`) or of a counted noun (`hộ`).
    pub fn of(name: &str) -> Unit {
        let derived = DERIVED.iter().find(|(known, _)| *known == name).map(|(_, powers)| powers);
        let powers = derived.map_or_else(|| vec![(name.to_owned(), 1)], |powers| powers.iter().map(|(n, p)| ((*n).to_owned(), *p)).collect());
        Unit { powers, state: STATES.contains(&name) }.sorted()
    }

    /// A number without a unit.
    pub fn pure() -> Unit {
        Unit::default()
    }

    /// The same unit for an average.
    pub fn averaged(self) -> Unit {
        Unit { state: true, ..self }
    }

    /// Area times yield is a mass.
    #[must_use]
    pub fn mul(&self, other: &Unit) -> Unit {
        self.with(other, 1)
    }

    /// Money by households is money a household.
    #[must_use]
    pub fn div(&self, other: &Unit) -> Unit {
        self.with(other, -1)
    }

    /// True if numbers in both can be equal: they have the same dimension.
    pub fn meets(&self, other: &Unit) -> bool {
        self.powers == other.powers
    }

    /// True for yields, rates, averages and states, which are never added up.
    pub fn is_intensive(&self) -> bool {
        self.state || self.powers.iter().any(|(_, power)| *power < 0)
    }

    fn with(&self, other: &Unit, sign: i8) -> Unit {
        let mut out = Unit { powers: self.powers.clone(), state: self.state && other.powers.is_empty() };
        for (name, power) in &other.powers {
            match out.powers.iter_mut().find(|(known, _)| known == name) {
                Some((_, own)) => *own += sign * power,
                None => out.powers.push((name.clone(), sign * power)),
            }
        }
        out.powers.retain(|(_, power)| *power != 0);
        out.sorted()
    }

    fn sorted(mut self) -> Unit {
        self.powers.sort();
        self
    }
}
