//! `latchkey employee list`.

use super::{Failure, Output};
use crate::flows::Fault;
use domain::{EmployeeId, KeyState};
use serde::Serialize;
use std::fmt::Write;
use store::DatabaseConnection;

#[derive(Serialize)]
struct Item {
    id: EmployeeId,
    staff_number: String,
    given_name: String,
    family_name: String,
    email: String,
    phone: String,
    active: bool,
    key: Option<Key>,
}

#[derive(Serialize)]
struct Key {
    id: String,
    state: KeyState,
}

pub(super) async fn run(db: &DatabaseConnection, output: Output) -> Result<(), Failure> {
    let mut items = Vec::new();
    for employee in store::employees::list(db).await.map_err(Fault::from)? {
        let key = store::keys::held_of(db, &employee.id).await.map_err(Fault::from)?;
        items.push(Item {
            id: employee.id,
            staff_number: employee.staff_number,
            given_name: employee.given_name,
            family_name: employee.family_name,
            email: employee.email,
            phone: employee.phone,
            active: employee.active,
            key: key.map(|key| Key { id: key.id.to_string(), state: key.state }),
        });
    }
    let mut text = String::new();
    for Item { staff_number, given_name, family_name, active, key, .. } in &items {
        let none = if *active { "no access key" } else { "has left" };
        let id = key.as_ref().map_or(none, |key| key.id.as_str());
        let suspended = key.as_ref().is_some_and(|key| key.state == KeyState::Suspended);
        let note = if suspended { " (suspended)" } else { "" };
        // Writing into a String does not fail.
        let _ = writeln!(text, "{staff_number:<12} {given_name} {family_name}  {id}{note}");
    }
    if items.is_empty() {
        text.push_str("There are no employees yet.");
    }
    Ok(output.result(text.trim_end(), &items)?)
}
