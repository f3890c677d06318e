//! One endpoint each.

mod wallet;
