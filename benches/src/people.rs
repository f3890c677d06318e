//! People who are imported and invited before a round begins, and the messages that reach them.

use crate::{client::Client, error::LoadError, service::Service};
use serde_json::Value;
use std::{collections::BTreeMap, time::Duration};

/// How often the outbox is looked at before messages count as lost.
const LOOKS: usize = 120;
/// Pause between two looks.
const PAUSE: Duration = Duration::from_secs(1);
/// Invitations sent by one command.
const INVITED_AT_ONCE: usize = 500;

/// Somebody who is about to get a key.
#[derive(Clone, Debug)]
pub struct Person {
    /// Phone number, by which the text message is found.
    pub phone: String,
    /// Path of the link in the email.
    pub link: String,
}

/// Adds and invites `count` people; the server must be running, since it sends the emails.
///
/// # Errors
/// When a command fails or an email is lost.
pub async fn invite(service: &Service, client: &mut Client, count: usize) -> Result<Vec<Person>, LoadError> {
    let mut csv = String::from("staff_number,given_name,family_name,email,phone\n");
    for number in 0..count {
        csv.push_str(&format!("S{number},Amina,Okafor,{},{}\n", email(number), phone(number)));
    }
    let file = service.file("people.csv", &csv)?;
    service.command(&["employee", "import", "--yes", &file])?;
    let numbers: Vec<String> = (0..count).map(|number| format!("S{number}")).collect();
    for some in numbers.chunks(INVITED_AT_ONCE) {
        let arguments: Vec<&str> = std::iter::once("invite").chain(some.iter().map(String::as_str)).collect();
        service.command(&arguments)?;
    }
    let links = messages(client, count, |to, text| {
        let path = text.split_whitespace().find_map(|word| word.split_once("/k/"))?.1;
        to.contains('@').then(|| format!("/k/{path}"))
    });
    let mut links = links.await?;
    let people = (0..count).filter_map(|number| {
        let link = links.remove(&email(number))?;
        Some(Person { phone: phone(number), link })
    });
    Ok(people.collect())
}

/// The security code that was sent to each number.
///
/// # Errors
/// When a text message is lost.
pub async fn codes(client: &mut Client, count: usize) -> Result<BTreeMap<String, String>, LoadError> {
    let code = |to: &str, text: &str| {
        let code = text.split_whitespace().next()?;
        (to.starts_with('+') && code.len() == 6).then(|| code.to_owned())
    };
    messages(client, count, code).await
}

/// What `pick` finds in the outbox, by recipient, once there are `count`.
async fn messages(
    client: &mut Client,
    count: usize,
    pick: impl Fn(&str, &str) -> Option<String>,
) -> Result<BTreeMap<String, String>, LoadError> {
    let mut found = BTreeMap::new();
    for _ in 0..LOOKS {
        let outbox = client.get("GET outbox", "/preview/outbox.json").await?.json()?;
        found.clear();
        for message in outbox.as_array().into_iter().flatten() {
            let part = |name| message.get(name).and_then(Value::as_str).unwrap_or_default();
            if let Some(picked) = pick(part("to"), part("text")) {
                found.insert(part("to").to_owned(), picked);
            }
        }
        if found.len() >= count {
            return Ok(found);
        }
        tokio::time::sleep(PAUSE).await;
    }
    Err(LoadError::Outbox { found: found.len(), wanted: count })
}

fn email(number: usize) -> String {
    format!("amina.okafor.{number}@riverside.example")
}

fn phone(number: usize) -> String {
    format!("+4477009{number:05}")
}
