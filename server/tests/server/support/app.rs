//! The service, its clock, its people and its outbox.

use super::{Browser, Database};
use axum::Router;
use domain::{
    EmployeeId, IdentityCheckId, IdentityMethod, IdentityOutcome, InvitationId, LinkKind, OrganisationId, Purpose,
    Timestamp,
};
use server::{
    clock::Clock,
    config::{Mode, Settings},
    flows::{
        audit::Actor,
        invite::{NotInvited, Wanted, invite},
    },
    jobs, keys,
    random::Random,
    router, start,
    state::AppState,
};
use store::{
    employees::{Details, Employee},
    preview::PreviewMessage,
};

/// Noon on 6 August 2026 in London.
const START: i64 = 1_786_014_000_000;

/// One service on one database.
pub struct TestApp {
    pub state: AppState,
    pub router: Router,
    _keys: tempfile::TempDir,
    _database: Database,
}

/// Somebody who works here.
#[derive(Clone)]
pub struct Person {
    pub id: EmployeeId,
    pub staff_number: String,
}

impl TestApp {
    pub async fn new(database: Database) -> Self {
        Self::with(database, |_| {}).await
    }

    /// With settings of its own.
    pub async fn with(database: Database, change: impl FnOnce(&mut Settings)) -> Self {
        let keys_dir = tempfile::tempdir().unwrap();
        let mut settings = Settings { mode: Some(Mode::Preview), ..Settings::default() };
        settings.keys.dir = keys_dir.path().join("keys");
        settings.database.url = database.url();
        settings.database.max_connections = 16;
        // Tests try many codes; the cost of one is not what they are about.
        settings.code_hash.memory_kib = *server::config::CodeHash::MEMORY_KIB.start();
        settings.organisation.name = "Example Trust".to_owned();
        settings.organisation.hr.email = Some("hr@example.org".to_owned());
        settings.oidc.clients = super::portal::registered();
        change(&mut settings);
        let (clock, random) = (Clock::manual(Timestamp::from_millis(START)), Random::seeded(1));
        keys::init(&settings, clock.now(), &mut random.generator().unwrap()).unwrap();
        let db = start::database(&settings).await.unwrap();
        start::migrate(&settings, &db).await.unwrap();
        let state = start::state(settings, db, clock, random).unwrap();
        let router = router::build(&state);
        Self { state, router, _keys: keys_dir, _database: database }
    }

    /// A second process on the same database and keys: same clock, nothing else shared.
    pub fn replica(&self) -> AppState {
        let mut state = self.state.clone();
        state.live = server::live::Live::default();
        state.streams = server::streams::Streams::default();
        state.status_lists = server::flows::status_list::Signed::default();
        state
    }

    pub fn now(&self) -> Timestamp {
        self.state.clock.now()
    }

    pub fn wait(&self, by: domain::Duration) {
        self.state.clock.advance(by);
    }

    /// Adds an employee whose identity is confirmed; `name` makes staff number, email and name, `phone` ends the number.
    pub async fn person(&self, name: &str, phone: &str) -> Person {
        let mut rng = self.state.random.generator().unwrap();
        let organisation =
            store::employees::organisation(&self.state.db, OrganisationId::new(&mut rng), "Example Trust", self.now())
                .await
                .unwrap();
        let id = EmployeeId::new(&mut rng);
        let details = Details {
            staff_number: format!("SN-{name}"),
            given_name: name.to_owned(),
            family_name: "Tester".to_owned(),
            email: format!("{name}@example.org"),
            phone: format!("+447700900{phone}"),
        };
        store::employees::insert(&self.state.db, id.clone(), &organisation, details, self.now()).await.unwrap();
        let person = Person { id, staff_number: format!("SN-{name}") };
        self.check_identity(&person, IdentityOutcome::Confirmed).await;
        person
    }

    /// Notes what came of a check of somebody's identity.
    pub async fn check_identity(&self, person: &Person, outcome: IdentityOutcome) {
        let check = store::identity_checks::IdentityCheck {
            // Not drawn: what others draw stays what it is.
            id: IdentityCheckId::from(format!("{}-{}-{outcome:?}", person.id, self.now().as_millis())),
            employee_id: person.id.clone(),
            outcome,
            method: IdentityMethod::InPerson,
            note: None,
            officer_id: None,
            at: self.now(),
        };
        store::identity_checks::record(&self.state.db, check).await.unwrap();
    }

    pub async fn employee(&self, person: &Person) -> Employee {
        store::employees::by_id(&self.state.db, &person.id).await.unwrap().unwrap()
    }

    /// Invites, and returns the path of the link in the email.
    pub async fn invite(&self, person: &Person) -> String {
        self.invite_as(person, Purpose::First, LinkKind::Download, false).await.unwrap();
        self.newest_link(person).await
    }

    /// Re-issues, and returns the path of the link in the email.
    pub async fn reissue(&self, person: &Person, lost: bool) -> String {
        self.invite_as(person, Purpose::Replace, LinkKind::Download, lost).await.unwrap();
        self.newest_link(person).await
    }

    pub async fn invite_as(
        &self,
        person: &Person,
        purpose: Purpose,
        mail: LinkKind,
        lost: bool,
    ) -> Result<InvitationId, NotInvited> {
        let employee = self.employee(person).await;
        invite(&self.state, &employee, Wanted { purpose, mail, lost }, Actor::CommandLine).await.unwrap()
    }

    /// The path of the link in the newest email to a person.
    pub async fn newest_link(&self, person: &Person) -> String {
        let to = self.employee(person).await.email;
        let mail =
            self.outbox().await.into_iter().find(|message| message.to == to && message.text.contains("/k/")).unwrap();
        let url = mail.text.lines().find(|line| line.contains("/k/")).unwrap().trim();
        url.strip_prefix("http://localhost:3000").unwrap().to_owned()
    }

    /// Every message that was sent, newest first. Works the outbox off first.
    pub async fn outbox(&self) -> Vec<PreviewMessage> {
        while jobs::outbox::send_waiting(&self.state).await.unwrap() > 0 {}
        store::preview::list(&self.state.db).await.unwrap()
    }

    /// How many texts a person has had.
    pub async fn texts(&self, person: &Person) -> usize {
        let to = self.employee(person).await.phone;
        self.outbox().await.into_iter().filter(|message| message.to == to).count()
    }

    /// The newest security code that a person was sent.
    pub async fn code(&self, person: &Person) -> String {
        let to = self.employee(person).await.phone;
        let text = self.outbox().await.into_iter().find(|message| message.to == to).expect("no text was sent").text;
        text[..6].to_owned()
    }

    /// A code that is not the newest one.
    pub async fn wrong_code(&self, person: &Person) -> String {
        let right: u32 = self.code(person).await.parse().unwrap();
        format!("{:06}", (right + 1) % 1_000_000)
    }

    /// A new browser without cookies.
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// Everything that the audit trail tells, in order.
    pub async fn audit(&self) -> Vec<String> {
        store::audit::list(&self.state.db).await.unwrap().into_iter().map(|line| line.action).collect()
    }
}
