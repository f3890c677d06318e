//! One endpoint each.
