//! Short ways to the middle of a journey, without JavaScript.

use super::{Browser, HolderKey, Person, TestApp, Wallet};
use contract::Page;
use domain::{Duration, LinkKind, Purpose};
use sea_orm::ConnectionTrait;
use serde_json::Value;

impl TestApp {
    /// A browser in which the link was opened.
    pub async fn with_link(&self, link: &str) -> Browser {
        let mut browser = self.browser();
        browser.open(link).await;
        browser
    }

    /// A browser in which the link was opened and `Continue` pressed.
    pub async fn with_session(&self, link: &str) -> Browser {
        let mut browser = self.with_link(link).await;
        browser.press("/key/continue", &[]).await;
        browser
    }

    /// A browser that was sent the first code of an invitation.
    pub async fn with_code(&self, link: &str) -> Browser {
        let mut browser = self.with_session(link).await;
        self.wait(Duration::seconds(1));
        browser.press("/key/send-code", &[("after", "0")]).await;
        browser
    }

    /// A browser in which the right code was entered.
    pub async fn verified(&self, person: &Person, link: &str) -> Browser {
        let mut browser = self.with_code(link).await;
        browser.enter(&self.code(person).await).await;
        browser
    }

    /// A person who holds a key: browser, wallet, and what the credential endpoint answered.
    pub async fn added(&self, person: &Person) -> (Browser, Wallet, Value) {
        let link = self.invite(person).await;
        self.added_by(person, &link).await
    }

    pub async fn added_by(&self, person: &Person, link: &str) -> (Browser, Wallet, Value) {
        let mut browser = self.verified(person, link).await;
        let wallet = Wallet::new(self);
        let credential = wallet.collect(&browser.offer_link().await).await;
        (browser, wallet, credential)
    }

    /// The person leaves the employer.
    pub async fn leaves(&self, person: &Person) {
        let sql = format!("UPDATE employee SET active = false WHERE id = '{}'", person.id);
        self.state.db.execute_unprepared(&sql).await.unwrap();
    }

    /// Enters codes that are wrong.
    pub async fn guess(&self, browser: &mut Browser, person: &Person, times: usize) {
        let wrong = self.wrong_code(person).await;
        for _ in 0..times {
            browser.enter(&wrong).await;
        }
    }

    /// Asks for another code; a minute and more has passed since the last one.
    pub async fn another_code(&self, browser: &mut Browser, person: &Person) -> String {
        self.wait(Duration::minutes(5));
        let Page::NewCode(page) = browser.load("/key/new-code").await else { panic!("no new code") };
        browser.press("/key/send-code", &[("after", &page.after.to_string())]).await;
        self.code(person).await
    }

    /// Enters fifteen wrong codes in a fresh browser, five for each of three codes.
    pub async fn lock(&self, person: &Person, link: &str) -> Browser {
        let mut browser = self.with_code(link).await;
        self.guess(&mut browser, person, 5).await;
        for _ in 0..2 {
            self.another_code(&mut browser, person).await;
            self.guess(&mut browser, person, 5).await;
        }
        browser
    }

    /// Sends the person a first invitation whatever else there is, as no flow would: for states that follow races only.
    pub async fn stray_link(&self, person: &Person) -> String {
        let mut rng = self.state.random.generator().unwrap();
        let (id, token) = (domain::InvitationId::new(&mut rng), domain::SecretToken::new(&mut rng));
        let (db, now) = (&self.state.db, self.now());
        store::invitations::insert(db, id.clone(), &person.id, Purpose::First, "en", now, now + Duration::days(7))
            .await
            .unwrap();
        store::invitations::insert_link(db, domain::LinkId::new(&mut rng), &id, token.hash(), LinkKind::Download, now)
            .await
            .unwrap();
        format!("/k/{}", token.reveal())
    }

    /// The person's newest invitation.
    pub async fn invitation(&self, person: &Person) -> store::invitations::Invitation {
        store::invitations::newest_of(&self.state.db, &person.id).await.unwrap().unwrap()
    }

    /// States of the person's keys, newest first.
    pub async fn keys(&self, person: &Person) -> Vec<domain::KeyState> {
        store::keys::of_employee(&self.state.db, &person.id).await.unwrap().into_iter().map(|key| key.state).collect()
    }

    /// Subjects of the emails to an address, newest first.
    pub async fn emails(&self, to: &str) -> Vec<String> {
        self.outbox()
            .await
            .into_iter()
            .filter(|message| message.to == to)
            .filter_map(|message| message.subject)
            .collect()
    }

    pub async fn subjects(&self, person: &Person) -> Vec<String> {
        let to = self.employee(person).await.email;
        self.emails(&to).await
    }
}

impl Browser {
    /// Enters a code and follows.
    pub async fn enter(&mut self, code: &str) -> super::Answer {
        self.press("/key/enter-code", &[("code", code)]).await
    }

    /// The link of the offer that the page shows.
    pub async fn offer_link(&mut self) -> String {
        let Page::AddKey(page) = self.load("/key/add").await else { panic!("not the page with the offer") };
        page.offer.expect("no offer").link
    }

    /// The page with the code field.
    pub async fn code_page(&mut self) -> contract::page::EnterCode {
        match self.load("/key/enter-code").await {
            Page::EnterCode(page) => page,
            other => panic!("not the code field: {other:?}"),
        }
    }

    /// The page for another code.
    pub async fn new_code_page(&mut self) -> contract::page::NewCode {
        match self.load("/key/new-code").await {
            Page::NewCode(page) => page,
            other => panic!("not the page for another code: {other:?}"),
        }
    }

    /// The page with the QR code.
    pub async fn add_page(&mut self) -> contract::page::AddKey {
        match self.load("/key/add").await {
            Page::AddKey(page) => *page,
            other => panic!("not the page with the QR code: {other:?}"),
        }
    }
}

impl Wallet {
    /// An access token for the offer behind a link.
    pub async fn access_token(&self, link: &str) -> String {
        let code = self.pre_authorized_code(link).await;
        let token = self.token(&code).await.json();
        token["access_token"].as_str().unwrap_or_else(|| panic!("no token: {token}")).to_owned()
    }

    /// The same wallet app with another holder key.
    pub fn with_key(&self, key: HolderKey) -> Self {
        let mut other = self.clone();
        other.key = key;
        other
    }
}
