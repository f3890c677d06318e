//! Whole journeys, step by step.

mod first_key;
