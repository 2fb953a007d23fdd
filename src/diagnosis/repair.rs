//! Values that a number may have been meant as: what the other numbers of a relation ask for, and slips of the pen.
