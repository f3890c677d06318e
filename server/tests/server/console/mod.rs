//! The console as HR officers use it.

mod acts;
mod add_person;
mod approvals;
mod audit;
mod contact;
mod identity;
mod import;
mod invite;
mod leave;
mod new_key;
mod officer_log_in;
mod officer_sessions;
mod officer_set_up;
mod officer_tries;
mod officers;
mod refused_acts;
mod reminders;
mod revoke;
mod roles;
mod sign_on_alone;
mod single_sign_on;
mod single_sign_on_refusals;
mod staff_list;
mod staff_record;
mod standing;
mod suspend;
mod waiting;

use crate::support::{Answer, Person, TestApp};
use domain::{EmployeeId, OrganisationId, Role};
use store::employees::Details;

/// Somebody with a name of their own. The staff number makes the email address, too.
async fn somebody(app: &TestApp, staff_number: &str, given_name: &str, family_name: &str) -> Person {
    let mut rng = app.state.random.generator().unwrap();
    let (db, now) = (&app.state.db, app.now());
    let organisation =
        store::employees::organisation(db, OrganisationId::new(&mut rng), "Example Trust", now).await.unwrap();
    let id = EmployeeId::new(&mut rng);
    let details = Details {
        staff_number: staff_number.to_owned(),
        given_name: given_name.to_owned(),
        family_name: family_name.to_owned(),
        email: format!("{staff_number}@example.org"),
        phone: "+447700900123".to_owned(),
    };
    store::employees::insert(db, id.clone(), &organisation, details, now).await.unwrap();
    Person { id, staff_number: staff_number.to_owned() }
}

/// A page as an officer of a role sees it.
async fn officer_page(app: &TestApp, role: Role, path: &str) -> Answer {
    app.officer(role).await.browser.get(path).await
}

/// The people of the list, in its order.
fn listed(page: &Answer) -> Vec<String> {
    let rows = page.body.split("<th scope=\"row\"").skip(1);
    rows.map(|row| row.split("class=\"nhsuk-link\">").nth(1).unwrap().split("</a>").next().unwrap().to_owned())
        .collect()
}

/// What a page says, without its marks.
fn plain(html: &str) -> String {
    let mut inside = false;
    let text: String = html
        .chars()
        .map(|c| match c {
            '<' => {
                inside = true;
                ' '
            }
            '>' => {
                inside = false;
                ' '
            }
            _ if inside => ' ',
            other => other,
        })
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
