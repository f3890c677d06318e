//! Whoever copies the database, at any moment of the journey, gets nothing that opens a door.

use super::waiting;
use crate::support::{
    Browser, Database, Holder, OFFICER, PASSWORD, Person, Phone, TestApp, Wallet, answer as answer_of, codes_on,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use contract::Page;
use delivery::Message;
use sea_orm::{ConnectionTrait, Statement};
use server::config::{Mode, Settings};

/// Everything that was ever in the database, copied again and again.
struct Thief {
    loot: Vec<u8>,
    sqlite: Option<std::path::PathBuf>,
}

impl Thief {
    fn of(app: &TestApp) -> Self {
        Self { loot: Vec::new(), sqlite: app.state.settings.database.file() }
    }

    /// Copies the files of SQLite, deleted rows and all; of PostgreSQL every row of every table.
    async fn copy(&mut self, app: &TestApp) {
        if let Some(file) = &self.sqlite {
            for end in ["", "-wal"] {
                let path = format!("{}{end}", file.display());
                self.loot.extend(std::fs::read(path).unwrap_or_default());
            }
            return;
        }
        let db = &app.state.db;
        let query = |sql: String| db.query_all_raw(Statement::from_string(db.get_database_backend(), sql));
        let tables = query("SELECT tablename::text AS text FROM pg_tables WHERE schemaname = 'public'".to_owned())
            .await
            .unwrap();
        for table in tables {
            let table: String = table.try_get("", "text").unwrap();
            for row in query(format!("SELECT row_to_json(r)::text AS text FROM \"{table}\" AS r")).await.unwrap() {
                let row: String = row.try_get("", "text").unwrap();
                self.loot.extend(row.into_bytes());
            }
        }
    }

    /// Whether bytes were found, as they are or as hexadecimal digits, which is how PostgreSQL prints them.
    fn has(&self, bytes: &[u8]) -> bool {
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        [bytes, hex.as_bytes()].into_iter().any(|wanted| self.loot.windows(wanted.len()).any(|window| window == wanted))
    }
}

fn link_of(message: &Message) -> Option<String> {
    let Message::Email(email) = message else { return None };
    let (_, rest) = email.text.split_once("http://localhost:3000")?;
    rest.split_whitespace().next().map(str::to_owned)
}

fn code_of(message: &Message) -> Option<String> {
    let Message::Sms(sms) = message else { return None };
    Some(sms.text[..6].to_owned())
}

async fn journey(app: TestApp) {
    let (mut thief, mut secrets) = (Thief::of(&app), Vec::new());
    let sam: Person = app.person("Sam", "123").await;
    app.invite_as(&sam, domain::Purpose::First, domain::LinkKind::Download, false).await.unwrap();
    thief.copy(&app).await;
    let link = waiting(&app).await.iter().find_map(link_of).unwrap();
    secrets.push(("link", link.strip_prefix("/k/").unwrap().to_owned()));

    let mut browser: Browser = app.browser();
    browser.get(&link).await;
    browser.submit("/key/continue", &[]).await;
    secrets.push(("cookie of an opened session", browser.cookies["latchkey-flow"].clone()));
    browser.submit("/key/send-code", &[("after", "0")]).await;
    thief.copy(&app).await;
    let code = waiting(&app).await.iter().find_map(code_of).unwrap();
    secrets.push(("security code", code.clone()));

    let Page::AddKey(page) = browser.act("/key/enter-code", &[("code", &code)]).await else { panic!("no offer") };
    thief.copy(&app).await;
    secrets.push(("cookie of a verified session", browser.cookies["latchkey-flow"].clone()));
    let (offer, wallet) = (page.offer.unwrap().link, Wallet::new(&app));
    let reference = offer.rsplit("%2F").next().unwrap();
    assert_eq!(reference.len(), 43, "{offer}");
    secrets.push(("reference", reference.to_owned()));
    let pre_authorized = wallet.pre_authorized_code(&offer).await;
    thief.copy(&app).await;
    secrets.push(("pre-authorized code", pre_authorized.clone()));

    let token = wallet.token(&pre_authorized).await.json()["access_token"].as_str().unwrap().to_owned();
    let nonce = wallet.nonce().await;
    thief.copy(&app).await;
    secrets.push(("access token", token.clone()));
    secrets.push(("nonce", nonce.clone()));

    let body =
        serde_json::json!({ "credential_configuration_id": "access-key", "proofs": { "jwt": [wallet.proof(&nonce)] } });
    let answer = wallet.credential_with(&token, &body).await.json();
    thief.copy(&app).await;
    let notification = answer["notification_id"].as_str().unwrap().to_owned();
    let credential = answer["credentials"][0]["credential"].as_str().unwrap().to_owned();
    let mut parts = credential.split('~');
    let signature = parts.next().unwrap().rsplit('.').next().unwrap().to_owned();
    secrets.push(("signature", signature));
    for disclosure in parts.filter(|part| !part.is_empty()) {
        secrets.push(("disclosure", disclosure.to_owned()));
    }
    let holder = wallet.key.jwk();
    secrets.push(("holder key", holder["x"].as_str().unwrap().to_owned()));
    secrets.push(("notification id", notification.clone()));
    wallet.notify(&token, &notification, "credential_accepted").await;
    thief.copy(&app).await;

    let mut door = app.browser();
    let asked = door.ask().await;
    thief.copy(&app).await;
    secrets.push(("cookie of a log in", door.cookies["latchkey-login"].clone()));
    let holder = Holder { wallet: wallet.clone(), credential };
    let request = wallet.read_request(&asked.button).await;
    let id = request.claims["state"].as_str().unwrap();
    let row = store::presentation_requests::by_id(&app.state.db, &id.to_owned().into()).await.unwrap().unwrap();
    let (sealed, with) = (row.decryption_key.unwrap(), row.sealed_with.unwrap());
    let key = server::sealing::open(&app.state.keys.presentation, id, &with, &sealed).unwrap();
    secrets.push(("one-time key of a request", URL_SAFE_NO_PAD.encode(&*key)));
    let presented = holder.presentation(&request).text();
    secrets.push(("signature of a presentation", presented.rsplit('.').next().unwrap().to_owned()));
    let taken = wallet.answer(&request, &answer_of(&request, &presented)).await.json();
    thief.copy(&app).await;
    let back = taken["redirect_uri"].as_str().unwrap().strip_prefix("http://localhost:3000").unwrap();
    secrets.push(("response code", back.rsplit('=').next().unwrap().to_owned()));
    door.get(back).await;
    door.act("/login/finish", &[]).await;
    thief.copy(&app).await;
    secrets.push(("cookie of a session", door.cookies["latchkey-session"].clone()));
    secrets.push(("cookie of a known browser", door.cookies["latchkey-browser"].clone()));

    let inside = app.logged_in(&sam).await;
    secrets.push(("cookie of somebody who is logged in", inside.cookies["latchkey-session"].clone()));
    app.browser().submit("/lost-phone", &[("email", "Sam@example.org")]).await;
    thief.copy(&app).await;
    let links: Vec<String> = waiting(&app).await.iter().filter_map(link_of).collect();
    let report = links.iter().find_map(|link| link.strip_prefix("/report/")).unwrap();
    secrets.push(("link of a report", report.to_owned()));

    let (_, set_up) = app.officer_link("olu@hr.example.org", domain::Role::Issuer).await;
    secrets.push(("link of an officer", set_up.strip_prefix("/hr/set-up/").unwrap().to_owned()));
    let mut desk = app.browser();
    let page = desk.open(&set_up).await;
    let phone = Phone::of(&page);
    secrets.push(("key of an authenticator app", phone.key()));
    let code = phone.code(&app);
    let made = desk.submit("/hr/set-up", &[("password", PASSWORD), ("code", &code)]).await;
    thief.copy(&app).await;
    secrets.push(("password", PASSWORD.to_owned()));
    secrets.extend(codes_on(&made).into_iter().map(|code| ("recovery code", code)));
    app.wait(domain::Duration::seconds(30));
    desk.submit("/hr/log-in", &[("email", "olu@hr.example.org"), ("password", PASSWORD)]).await;
    secrets.push(("cookie of half a log in", desk.cookies[OFFICER].clone()));
    desk.submit("/hr/log-in/code", &[("code", &phone.code(&app))]).await;
    secrets.push(("cookie of an officer", desk.cookies[OFFICER].clone()));
    thief.copy(&app).await;
    let app_secret = phone.bytes();
    assert!(!thief.has(&app_secret), "key of an authenticator app, decoded");

    // What the thief is bound to find: it proves that the copies hold anything at all.
    for known in [sam.id.as_str(), "SN-Sam", "Sam@example.org", "key-issued", "officer-logged-in"] {
        assert!(thief.has(known.as_bytes()), "{known}");
    }
    for (kind, secret) in &secrets {
        assert!(!thief.has(secret.as_bytes()), "{kind} {secret}");
        if let Ok(bytes) = URL_SAFE_NO_PAD.decode(secret)
            && bytes.len() >= 16
        {
            assert!(!thief.has(&bytes), "{kind} {secret}, decoded");
        }
    }
    // Nobody could look at messages: the table for that was not made.
    assert!(!thief.has(b"preview_message"));
    assert!(store::preview::list(&app.state.db).await.is_err());
}

/// Production keeps nothing to look at. (Its other conditions are checked at start, which this goes past.)
fn production(settings: &mut Settings) {
    settings.mode = Some(Mode::Production);
}

// KEYS-1, LINK-1, CODE-3, SEND-6, ISSUE-1, ISSUE-14, LOGIN-3, LOGIN-7, WEB-8, OFFICER-15
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite() {
    journey(TestApp::with(Database::sqlite(), production).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres() {
    journey(TestApp::with(Database::postgres().await, production).await).await;
}
