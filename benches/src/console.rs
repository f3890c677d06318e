//! The list of people in the HR console, with as many people as a large employer has: written straight into the tables, with
//! an officer who is logged in. The pages are asked for over HTTP, as a browser asks.

use crate::{Arguments, client::Client, clock, crowd, error::LoadError, report, service::Service};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sea_orm::{ConnectionTrait, DatabaseConnection};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fmt::Write, time::Duration};

/// People of one statement.
const BATCH: usize = 250;
/// Requests of each kind.
const TIMES: usize = 200;
/// Requests before those, which are not counted.
const WARM: usize = 5;
/// The officer's cookie: no secret, since the server ends with the measurement.
const COOKIE: [u8; 32] = [7; 32];
/// Parts of names.
const PARTS: [&str; 20] = [
    "an", "bar", "cor", "del", "em", "far", "gra", "hol", "is", "jan", "kel", "lor", "mar", "nor", "ol", "per", "quin",
    "ros", "sam", "tay",
];

/// What is asked for, and what it is called in the table.
const PAGES: [(&str, &str); 10] = [
    ("first page", "/hr/staff"),
    ("last page", "/hr/staff?page=999999"),
    ("page in the middle, by email", "/hr/staff?sort=email&page=2000"),
    ("by last invitation, latest first", "/hr/staff?sort=-invited"),
    ("by status", "/hr/staff?sort=status"),
    ("search: two beginnings", "/hr/staff?q=sam+cor"),
    ("search: a staff number", "/hr/staff?q=b4711"),
    ("search: two letters", "/hr/staff?q=sa"),
    ("filter: active", "/hr/staff?status=active"),
    ("filter: invitation expired", "/hr/staff?status=expired"),
];

/// Measures it.
///
/// # Errors
/// When the database or the server refuses.
pub async fn measure(arguments: &Arguments, postgres: Option<&str>) -> Result<String, LoadError> {
    let mut service = Service::new(arguments, postgres)?;
    // The first start makes the tables.
    service.start()?;
    let db = crowd::open(service.database()).await?;
    fill(&db, arguments.console).await?;
    crowd::settle(&db).await?;
    let mut client = Client::connect(service.address()).await?;
    client.set_cookies(BTreeMap::from([("latchkey-officer".to_owned(), URL_SAFE_NO_PAD.encode(COOKIE))]));
    let mut text = format!(
        "{} people, {}\n\n| page of the list | p50 | p95 | longest |\n|---|---:|---:|---:|\n",
        arguments.console,
        if postgres.is_some() { "PostgreSQL" } else { "SQLite" }
    );
    for (name, path) in PAGES {
        for _ in 0..WARM {
            client.get("warm", path).await?.holds("Showing ")?;
        }
        for _ in 0..TIMES {
            client.get(name, path).await?.holds("Showing ")?;
        }
        let mut times: Vec<Duration> = client.times.remove(name).unwrap_or_default();
        times.sort_unstable();
        let [half, most, all] = [50, 95, 100].map(|percent| report::millis(report::share(&times, percent)));
        // Writing into a String does not fail.
        let _ = writeln!(text, "| {name} | {half} ms | {most} ms | {all} ms |");
    }
    service.stop()?;
    Ok(text)
}

async fn fill(db: &DatabaseConnection, count: usize) -> Result<(), LoadError> {
    let now = clock::unix_seconds().saturating_mul(1000);
    let later = now.saturating_add(86_400_000);
    let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(URL_SAFE_NO_PAD.encode(COOKIE)));
    for statement in [
        format!("INSERT INTO organisation (id, name, created_at) VALUES ('bench', 'Bench', {now})"),
        format!(
            "INSERT INTO officer (id, organisation_id, email, name, role, active, created_at, updated_at)
             VALUES ('bench', 'bench', 'hr@bench.example', 'Bench', 'administrator', TRUE, {now}, {now})"
        ),
        format!(
            "INSERT INTO officer_session (id, officer_id, token_hash, way, browser, tries, created_at, seen_at, logged_in_at, fresh_at)
             VALUES ('bench', 'bench', '{hash}', 'password', 'bench', 0, {now}, {now}, {now}, {now})"
        ),
    ] {
        db.execute_unprepared(&statement).await?;
    }
    for first in (0..count).step_by(BATCH) {
        let (mut people, mut words) = (String::new(), String::new());
        for number in first..count.min(first + BATCH) {
            let (given, family) = (name(number, 2), name(number.wrapping_mul(2_654_435_761) >> 9, 3));
            let email = format!("{given}.{family}{number}@bench.example");
            let (standing, invited) = match number % 10 {
                0 | 1 => ("not-invited", "NULL, NULL, NULL".to_owned()),
                2 => ("invited", format!("{now} - {number}000, {later}, NULL")),
                3 => ("invited", format!("{now} - {number}000, {now}, NULL")),
                4 => ("revoked", format!("{now} - {number}000, NULL, NULL")),
                _ => ("active", format!("{now} - {number}000, NULL, {later}")),
            };
            let comma = if number == first { "" } else { "," };
            let _ = write!(
                people,
                "{comma}('b{number}', 'bench', 'B{number}', '{given}', '{family}', '{email}', '+44781{number}', TRUE, 0,
                 '{family} {given}', '{email}', '{standing}', {invited}, {now}, {now})"
            );
            let _ =
                write!(words, "{comma}('{given}', 'b{number}'), ('{email}', 'b{number}'), ('b{number}', 'b{number}')");
            if family != given {
                let _ = write!(words, ", ('{family}', 'b{number}')");
            }
        }
        db.execute_unprepared(&format!(
            "INSERT INTO employee (id, organisation_id, staff_number, given_name, family_name, email, phone, active, code_tries,
             name_key, email_key, standing, invited_at, invited_until, key_until, created_at, updated_at) VALUES {people}"
        ))
        .await?;
        db.execute_unprepared(&format!("INSERT INTO employee_word (word, employee_id) VALUES {words}")).await?;
    }
    Ok(())
}

/// A name of so many parts.
fn name(number: usize, parts: u32) -> String {
    (0..parts)
        .map(|place| PARTS.get(number / PARTS.len().pow(place) % PARTS.len()).copied().unwrap_or_default())
        .collect()
}
