//! HR officers who are logged in, without the way there through password and authenticator app.

use super::{Browser, TestApp};
use domain::{OfficerId, OfficerSessionId, OfficerWay, OrganisationId, Role, SecretToken};

/// Cookie of an officer's browser.
pub const OFFICER: &str = "latchkey-officer";

/// An officer, with a browser in which they are logged in.
#[derive(Clone)]
pub struct Officer {
    pub id: OfficerId,
    pub email: String,
    pub browser: Browser,
}

impl TestApp {
    /// An officer of a role, logged in just now with password and second factor.
    pub async fn officer(&self, role: Role) -> Officer {
        let mut rng = self.state.random.generator().unwrap();
        let db = &self.state.db;
        let organisation =
            store::employees::organisation(db, OrganisationId::new(&mut rng), "Example Trust", self.now())
                .await
                .unwrap();
        let id = OfficerId::new(&mut rng);
        // The first of a role has a plain address, the next one of their own.
        let plain = format!("{}@hr.example.org", role.name());
        let taken = store::officers::by_email(db, &plain).await.unwrap().is_some();
        let email = if taken { format!("{}-{}", id.as_str().to_lowercase(), plain) } else { plain };
        let officer = store::officers::Officer {
            id: id.clone(),
            organisation_id: organisation,
            email: email.clone(),
            name: format!("Olu {}", role.name()),
            role,
            active: true,
            password_hash: None,
            pepper_id: None,
            totp_secret: None,
            totp_key_id: None,
            totp_step: None,
            sso_subject: None,
            tries_noted_at: None,
            created_at: self.now(),
            updated_at: self.now(),
        };
        store::officers::insert(db, officer).await.unwrap();
        let browser = self.officer_browser(&id).await;
        Officer { id, email, browser }
    }

    /// Another browser in which an officer is logged in.
    pub async fn officer_browser(&self, id: &OfficerId) -> Browser {
        self.officer_browser_by(id, OfficerWay::Password).await
    }

    /// The same, logged in in this way.
    pub async fn officer_browser_by(&self, id: &OfficerId, way: OfficerWay) -> Browser {
        let mut rng = self.state.random.generator().unwrap();
        let token = SecretToken::new(&mut rng);
        let session = store::officer_sessions::OfficerSession {
            id: OfficerSessionId::new(&mut rng),
            officer_id: id.clone(),
            token_hash: token.hash(),
            way,
            browser: "Chrome on Windows".to_owned(),
            tries: 0,
            created_at: self.now(),
            seen_at: self.now(),
            logged_in_at: Some(self.now()),
            fresh_at: Some(self.now()),
            notice: None,
            ended_at: None,
            end_cause: None,
        };
        store::officer_sessions::insert(&self.state.db, session).await.unwrap();
        let mut browser = self.browser();
        browser.cookies.insert(OFFICER.to_owned(), token.reveal());
        browser
    }
}
