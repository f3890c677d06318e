//! Messages that leave the house: how many, how often, and what happens when somebody else fails.

mod dead_letters;
mod failures;
mod limits;
mod provider;
mod slow;
mod withdrawn;
