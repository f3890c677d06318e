//! Officers who come in by the door: their link, password, authenticator app and recovery codes.

use super::{Answer, Browser, TestApp, officer::OFFICER};
use domain::{Duration, OfficerId, Role, SecretToken};
use server::flows::{
    audit::Actor,
    officers::manage::{self, Details},
};
use store::officer_sessions::OfficerSession;
use totp_rs::{Builder, Secret, Totp};

pub const PASSWORD: &str = "mauve otter canal";

/// An authenticator app.
pub struct Phone(Totp);

impl Phone {
    /// The app into which somebody typed the key that a page shows.
    pub fn of(page: &Answer) -> Self {
        let (_, rest) = page.body.split_once("enter this key in the app: <strong>").expect("no key");
        let key: String = rest.split('<').next().unwrap().split_whitespace().collect();
        let secret = Secret::try_from_base32(&key).unwrap();
        Self(Builder::new().with_secret(secret).with_account_name("any").build().unwrap())
    }

    /// The key that was typed.
    pub fn key(&self) -> String {
        self.0.secret().to_base32()
    }

    /// The same, as it is used.
    pub fn bytes(&self) -> Vec<u8> {
        self.0.secret().as_bytes().to_vec()
    }

    /// The code that it shows now.
    pub fn code(&self, app: &TestApp) -> String {
        self.0.generate(u64::try_from(app.now().as_seconds()).unwrap()).to_string()
    }

    /// A code that it does not show, not now and not a moment ago.
    pub fn wrong_code(&self, app: &TestApp) -> String {
        let now = u64::try_from(app.now().as_seconds()).unwrap();
        let near: Vec<_> = (0..5).map(|step| self.0.generate(now + 60 - step * 30).to_string()).collect();
        (0..).map(|n| format!("{n:06}")).find(|code| !near.contains(code)).unwrap()
    }
}

/// An officer who has set up a log in.
pub struct SetUp {
    pub id: OfficerId,
    pub email: String,
    pub phone: Phone,
    /// Recovery codes.
    pub codes: Vec<String>,
}

/// The recovery codes on a page.
pub fn codes_on(page: &Answer) -> Vec<String> {
    page.body.split("<code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
}

impl TestApp {
    /// Adds an officer from the command line; the path of the link that it prints.
    pub async fn officer_link(&self, email: &str, role: Role) -> (OfficerId, String) {
        let name = "Olu Adeyemi".parse().unwrap();
        let details = Details { email: email.parse().unwrap(), name, role };
        let made = manage::add(&self.state, Actor::CommandLine, details).await.unwrap();
        (made.officer.id, made.link.unwrap().url.strip_prefix("http://localhost:3000").unwrap().to_owned())
    }

    /// An officer who has set up a log in by the pages, half a minute ago: the code of the app is another one by now.
    pub async fn set_up_officer(&self, email: &str, role: Role) -> SetUp {
        let (id, link) = self.officer_link(email, role).await;
        let mut browser = self.browser();
        let page = browser.open(&link).await;
        let phone = Phone::of(&page);
        let done = browser.submit("/hr/set-up", &[("password", PASSWORD), ("code", &phone.code(self))]).await;
        assert_eq!(done.heading(), "Keep your recovery codes", "{}", done.body);
        self.wait(Duration::seconds(30));
        SetUp { id, email: email.to_owned(), phone, codes: codes_on(&done) }
    }

    /// A browser that has shown the password of an officer.
    pub async fn half_way(&self, officer: &SetUp) -> Browser {
        let mut browser = self.browser();
        let answer = browser.submit("/hr/log-in", &[("email", &officer.email), ("password", PASSWORD)]).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, "/hr/log-in/code"));
        browser
    }

    /// A browser in which an officer has logged in by the pages, half a minute ago.
    pub async fn came_in(&self, officer: &SetUp) -> Browser {
        let mut browser = self.half_way(officer).await;
        let answer = browser.submit("/hr/log-in/code", &[("code", &officer.phone.code(self))]).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, "/hr/staff"), "{}", answer.body);
        self.wait(Duration::seconds(30));
        browser
    }

    /// The row behind the cookie of an officer's browser.
    pub async fn officer_session(&self, browser: &Browser) -> OfficerSession {
        let token: SecretToken = browser.cookies[OFFICER].parse().unwrap();
        store::officer_sessions::by_hash(&self.state.db, &token.hash()).await.unwrap().unwrap()
    }
}
