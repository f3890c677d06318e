//! A provider of texts and emails in the test's own process. It speaks as GOV.UK Notify does; what the tests are about is
//! the same for each.

use crate::support::{Person, TestApp};
use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::post,
};
use delivery::{Email, Message, Sms};
use domain::{Duration, MessageKind};
use serde_json::{Value, json};
use server::{
    config::{Delivery, EmailProvider, Limits, NotifyService, NotifyTemplate, Providers, SmsProvider},
    jobs, outbox,
    senders::Senders,
};
use std::{num::NonZeroU32, sync::Arc};
use store::outbox::Message as Row;
use tokio::{net::TcpListener, sync::watch};

const API_KEY: &str = "portal-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0";

/// How it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// With this status.
    Says(u16),
    /// Not at all: it breaks the connection.
    HangsUp,
    /// Not before the mood is another.
    Waits,
    /// Texts are taken, emails have to wait.
    KeepsEmails,
}

/// What it is and what it was asked; cheap to clone.
#[derive(Clone)]
pub struct Provider {
    mood: Arc<watch::Sender<Mood>>,
    asked: Arc<watch::Sender<Vec<Value>>>,
}

impl Provider {
    /// Takes the place of the preview: from now on the app's messages go to a provider, within these limits.
    pub async fn carry(app: &mut TestApp, limits: Limits) -> Self {
        let provider =
            Self { mood: Arc::new(watch::channel(Mood::Says(201)).0), asked: Arc::new(watch::channel(Vec::new()).0) };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new()
            .route("/v2/notifications/sms", post(take))
            .route("/v2/notifications/email", post(take))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        app.state.senders = Senders::new(&by_notify(&url, limits)).unwrap().map(Arc::new);
        provider
    }

    pub fn is(&self, mood: Mood) {
        self.mood.send_replace(mood);
    }

    /// Everything that it was asked so far, in order.
    pub fn asked(&self) -> Vec<Value> {
        self.asked.borrow().clone()
    }

    /// Waits until it was asked something that `wanted` knows.
    pub async fn until(&self, wanted: impl Fn(&Value) -> bool) {
        self.asked.subscribe().wait_for(|asked| asked.iter().any(&wanted)).await.unwrap();
    }
}

/// The settings of this.
pub fn by_notify(url: &str, limits: Limits) -> Delivery {
    let template = || NotifyTemplate { template_id: "template".to_owned(), sender_id: None };
    Delivery::Providers(Box::new(Providers {
        email: EmailProvider::Notify(template()),
        sms: SmsProvider::Notify(template()),
        limits,
        aws: server::config::Aws::default(),
        notify: NotifyService { api_key: Some(API_KEY.into()), url: Some(url.parse().unwrap()) },
    }))
}

async fn take(State(provider): State<Provider>, Json(request): Json<Value>) -> Response {
    let is_email = request.get("email_address").is_some();
    provider.asked.send_modify(|asked| asked.push(request));
    let mut mood = provider.mood.subscribe();
    let answers = |mood: &Mood| *mood != Mood::Waits && (!is_email || *mood != Mood::KeepsEmails);
    let mood = *mood.wait_for(answers).await.unwrap();
    match mood {
        Mood::Says(201) => (StatusCode::CREATED, Json(json!({ "id": "theirs" }))).into_response(),
        Mood::Says(status) => {
            let told = json!({ "errors": [{ "error": "Named", "message": "+447700900123" }] });
            (StatusCode::from_u16(status).unwrap(), Json(told)).into_response()
        }
        // The connection breaks when its task does; nothing is printed.
        Mood::HangsUp => std::panic::resume_unwind(Box::new("hangs up")),
        Mood::Waits | Mood::KeepsEmails => (StatusCode::CREATED, Json(json!({ "id": "theirs" }))).into_response(),
    }
}

/// Limits that nobody reaches, for the United Kingdom.
pub fn limits() -> Limits {
    Limits { countries: vec!["44".to_owned()], ..Limits::default() }
}

pub fn number(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap()
}

/// Puts a text to this number into the outbox.
pub async fn queue_text(app: &TestApp, to: &str, text: &str, life: Option<Duration>) {
    queue(app, Sms::new(to, text.to_owned()).into(), life, None).await;
}

/// Puts a security code for this person into the outbox.
pub async fn queue_code(app: &TestApp, person: &Person, to: &str) {
    let text = Sms::new(to, "012345 is your security code".to_owned());
    queue(app, text.into(), Some(Duration::minutes(10)), Some(person)).await;
}

/// Puts an email to this address into the outbox.
pub async fn queue_email(app: &TestApp, to: &str) {
    queue(app, Email::new(to, "Hello", "Hello".to_owned(), "<p>Hello</p>".to_owned()).into(), None, None).await;
}

async fn queue(app: &TestApp, message: Message, life: Option<Duration>, person: Option<&Person>) {
    let mut rng = app.state.random.generator().unwrap();
    let end = life.map(|life| app.now() + life);
    let row = outbox::seal(&app.state.keys, &message, end, app.now(), &mut rng).unwrap();
    let row = row.about(MessageKind::SecurityCode, person.map(|person| &person.id));
    store::outbox::insert(&app.state.db, row).await.unwrap();
}

/// Works the outbox off until nothing is left that is due now.
pub async fn work(app: &TestApp) {
    while jobs::outbox::send_waiting(&app.state).await.unwrap() > 0 {}
}

/// The rows of the outbox, oldest first.
pub async fn rows(app: &TestApp) -> Vec<Row> {
    store::outbox::list(&app.state.db).await.unwrap()
}

/// The one row of the outbox.
pub async fn row(app: &TestApp) -> Row {
    let mut rows = rows(app).await;
    assert_eq!(rows.len(), 1);
    rows.remove(0)
}
