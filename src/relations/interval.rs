//! Interval arithmetic in exact decimals; every step may overflow into `None`.

use crate::quantity::Interval;
use rust_decimal::Decimal;

/// Adds two ranges.
pub(super) fn add(a: Interval, b: Interval) -> Option<Interval> {
    let hi = match (a.hi, b.hi) {
        (Some(x), Some(y)) => Some(x.checked_add(y)?),
        _ => None,
    };
    Some(Interval { lo: a.lo.checked_add(b.lo)?, hi })
}

/// Subtracts a bounded range.
pub(super) fn subtract(a: Interval, b: Interval) -> Option<Interval> {
    let lo = a.lo.checked_sub(b.hi?)?;
    let hi = match a.hi {
        Some(x) => Some(x.checked_sub(b.lo)?),
        None => None,
    };
    Some(Interval { lo, hi })
}

/// Multiplies two ranges of values that are not negative.
pub(super) fn multiply(a: Interval, b: Interval) -> Option<Interval> {
    let hi = match (a.hi, b.hi) {
        (Some(x), Some(y)) => Some(x.checked_mul(y)?),
        _ => None,
    };
    Some(Interval { lo: a.lo.checked_mul(b.lo)?, hi })
}

/// Divides ranges of values that are not negative; the divisor must stay above zero. Rounded outward.
pub(super) fn divide(a: Interval, b: Interval) -> Option<Interval> {
    if b.lo <= Decimal::ZERO {
        return None;
    }
    // Exact counts: both ends are one quotient.
    if a.hi == Some(a.lo) && b.hi == Some(b.lo) {
        let quotient = a.lo.checked_div(b.lo)?;
        return Some(Interval { lo: outward(quotient, false)?, hi: Some(outward(quotient, true)?) });
    }
    let lo = match b.hi {
        Some(hi) => outward(a.lo.checked_div(hi)?, false)?,
        None => Decimal::ZERO,
    };
    let hi = match a.hi {
        Some(x) => Some(outward(x.checked_div(b.lo)?, true)?),
        None => None,
    };
    Some(Interval { lo, hi })
}

/// One last place outward, so that a rounded quotient still encloses the true one.
fn outward(value: Decimal, up: bool) -> Option<Decimal> {
    const PLACES: u32 = 20;
    const STEP: Decimal = Decimal::from_parts(1, 0, 0, false, PLACES);
    if value.scale() > PLACES {
        return Decimal::try_from_i128_with_scale(rounded(value, PLACES)? + if up { 1 } else { -1 }, PLACES).ok();
    }
    if up {
        value.checked_add(STEP)
    } else {
        value.checked_sub(STEP)
    }
}

/// The digits of the nearest number of some places, of two of the even one. What has more places is divided once only.
fn rounded(value: Decimal, places: u32) -> Option<i128> {
    let one = i128::try_from(power(value.scale() - places)?).ok()?;
    let mantissa = value.mantissa();
    let (whole, rest) = match (u64::try_from(mantissa), u64::try_from(one)) {
        (Ok(mantissa), Ok(one)) => (i128::from(mantissa / one), i128::from(mantissa % one)),
        _ => {
            let whole = mantissa / one;
            (whole, mantissa - whole * one)
        }
    };
    let twice = rest.abs() * 2;
    let is_more = twice > one || twice == one && whole % 2 != 0;
    Some(whole + if is_more { mantissa.signum() } else { 0 })
}

/// Powers of ten, as many as a decimal has places.
static POWERS: [u128; 29] = powers();

const fn powers() -> [u128; 29] {
    let mut table = [1; 29];
    let mut at = 1;
    while at < table.len() {
        table[at] = table[at - 1] * 10;
        at += 1;
    }
    table
}

/// A power of ten.
pub(super) fn power(places: u32) -> Option<u128> {
    POWERS.get(places as usize).copied()
}

/// A single value.
pub(super) fn point(value: Decimal) -> Interval {
    Interval { lo: value, hi: Some(value) }
}

/// Both ranges multiplied by a factor that is not negative.
pub(super) fn scale(a: Interval, factor: Decimal) -> Option<Interval> {
    multiply(a, point(factor))
}

/// True if both ranges share a value.
pub(super) fn meet(a: Interval, b: Interval) -> bool {
    b.hi.is_none_or(|hi| a.lo <= hi) && a.hi.is_none_or(|hi| b.lo <= hi)
}
