//! People who are logged in, without the way there through a wallet.

use super::{Browser, Person, TestApp};
use domain::{Device, SecretToken, SessionId};
use store::log_in_sessions::Session;

impl TestApp {
    /// A browser in which a person with an access key is logged in.
    pub async fn logged_in(&self, person: &Person) -> Browser {
        self.logged_in_by(person, "Chrome on Windows").await
    }

    pub async fn logged_in_by(&self, person: &Person, name: &str) -> Browser {
        let mut rng = self.state.random.generator().unwrap();
        let token = SecretToken::new(&mut rng);
        let key = store::keys::held_of(&self.state.db, &person.id).await.unwrap().expect("no access key");
        let session = Session {
            id: SessionId::new(&mut rng),
            token_hash: token.hash(),
            employee_id: person.id.clone(),
            access_key_id: key.id,
            device: Device::Cross,
            browser: name.to_owned(),
            outcome: None,
            logged_in_at: self.now(),
            seen_at: self.now(),
            ended_at: None,
            end_cause: None,
        };
        store::log_in_sessions::insert(&self.state.db, session).await.unwrap();
        let mut browser = self.browser();
        browser.cookies.insert("latchkey-session".to_owned(), token.reveal());
        browser
    }

    /// A person with an access key, and a browser in which they are logged in.
    pub async fn at_home(&self, name: &str, phone: &str) -> (Person, Browser) {
        let person = self.person(name, phone).await;
        self.added(&person).await;
        let browser = self.logged_in(&person).await;
        (person, browser)
    }

    /// The row behind the cookie of a browser.
    pub async fn session_of(&self, browser: &Browser) -> Session {
        let token: SecretToken = browser.cookies["latchkey-session"].parse().unwrap();
        store::log_in_sessions::by_hash(&self.state.db, &token.hash()).await.unwrap().unwrap()
    }

    /// Texts of the messages to an address or a number, newest first.
    pub async fn told(&self, to: &str) -> Vec<String> {
        self.outbox().await.into_iter().filter(|message| message.to == to).map(|message| message.text).collect()
    }

    /// The path of the newest link with which a person can report something.
    pub async fn report_link(&self, person: &Person) -> String {
        let to = self.employee(person).await.email;
        let texts = self.told(&to).await;
        let line = texts.iter().flat_map(|text| text.lines()).find(|line| line.contains("/report/"));
        line.expect("no link").trim().strip_prefix("http://localhost:3000").unwrap().to_owned()
    }
}

impl Browser {
    /// The page of somebody who is logged in.
    pub async fn home(&mut self, at: &str) -> contract::home::Home {
        match self.load(at).await {
            contract::Page::Home(home) => *home,
            other => panic!("not logged in: {other:?}"),
        }
    }
}
