//! Roles in words.

use crate::{
    components::console::field::{Choice, Marks, radio_field},
    text::{Language, keys::Officers},
};
use contract::Site;
use domain::Role;
use leptos::prelude::AnyView;

/// Name of a role.
#[must_use]
pub fn role_name(site: &Site, role: Role) -> &'static str {
    words(Language::of(site).officers(), role).0
}

fn words(text: &Officers, role: Role) -> (&'static str, &'static str) {
    match role {
        Role::Viewer => (text.viewer, text.viewer_hint),
        Role::Issuer => (text.issuer, text.issuer_hint),
        Role::Approver => (text.approver, text.approver_hint),
        Role::Administrator => (text.administrator, text.administrator_hint),
        Role::Auditor => (text.auditor, text.auditor_hint),
    }
}

/// Draws the choice of a role.
pub(super) fn role_field(marks: Marks<'_>, text: &Officers, chosen: &str) -> AnyView {
    let choices = Role::ALL.into_iter().map(|role| {
        let (label, hint) = words(text, role);
        Choice { value: role.name(), label, hint: hint.to_owned() }
    });
    radio_field(marks, "role", text.role, choices.collect(), chosen)
}
