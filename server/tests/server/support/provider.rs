//! A real OpenID Connect provider, started beside the tests, and somebody who logs in there.

use super::{Answer, Browser, TestApp, query};
use domain::Timestamp;
use reqwest::{Client, Response, header, redirect::Policy};
use server::{
    config::{SecondFactor, SingleSignOn},
    router,
};
use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::{Arc, OnceLock},
};

/// Where the provider sends browsers back to.
const BACK: &str = "http://localhost:3000/hr/sso/return";

/// The provider's process, one for all tests. It ends with its standard input, which ends with the tests.
struct Process {
    issuer: String,
    _child: Child,
    _input: ChildStdin,
    _output: BufReader<ChildStdout>,
}

static PROCESS: OnceLock<Process> = OnceLock::new();

fn start() -> Process {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/providers/oidc_provider.mjs");
    let mut child = Command::new("node")
        .args([script, BACK])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("node is needed; `scripts/setup` installs it");
    let (mut issuer, mut output) = (String::new(), BufReader::new(child.stdout.take().unwrap()));
    output.read_line(&mut issuer).unwrap();
    assert!(issuer.starts_with("http"), "the provider did not start; `scripts/setup` installs what it needs");
    Process { issuer: issuer.trim().to_owned(), _input: child.stdin.take().unwrap(), _output: output, _child: child }
}

/// How the tests' service knows the provider at `issuer`.
pub fn single_sign_on(issuer: &str) -> SingleSignOn {
    SingleSignOn {
        issuer: issuer.to_owned(),
        client_id: "latchkey".to_owned(),
        client_secret: Some("a secret of the provider's".into()),
        name: "Example Trust".to_owned(),
        scopes: vec!["email".to_owned()],
        require_acr: [].into(),
        require_amr: ["mfa".to_owned()].into(),
        second_factor: SecondFactor::Checked,
        trust_email: false,
        max_age_seconds: 28_800,
        passwords: true,
    }
}

impl TestApp {
    /// The same service with a single sign-on.
    pub fn with_single_sign_on(mut self, sso: SingleSignOn) -> Self {
        let mut settings = (*self.state.settings).clone();
        settings.officers.sso = Some(sso);
        self.state.settings = Arc::new(settings);
        self.router = router::build(&self.state);
        self
    }
}

/// Somebody's browser as the provider knows it.
pub struct AtProvider {
    client: Client,
    issuer: &'static str,
    cookies: BTreeMap<String, String>,
}

impl AtProvider {
    pub fn new() -> Self {
        // A second call is refused, and means that the first has done its work.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().redirect(Policy::none()).build().unwrap();
        Self { client, issuer: &PROCESS.get_or_init(start).issuer, cookies: BTreeMap::new() }
    }

    pub fn issuer(&self) -> &'static str {
        self.issuer
    }

    /// Sets the service's clock to the provider's.
    pub async fn set_clock(&self, app: &TestApp) {
        let answer = self.client.get(format!("{}/jwks", self.issuer)).send().await.unwrap();
        let date = answer.headers()[header::DATE].to_str().unwrap();
        let date = jiff::fmt::rfc2822::parse(date).unwrap().timestamp();
        app.wait(app.now().until(Timestamp::from_millis(date.as_millisecond())));
    }

    /// Goes where the service sent the browser, logs in there as the form says, and comes back: the path with what the
    /// provider gave.
    pub async fn log_in(&mut self, sent: &Answer, form: &[(&str, &str)]) -> String {
        let address = sent.location();
        assert!(address.starts_with(self.issuer), "{address}");
        let mut next = address.to_owned();
        for _ in 0..6 {
            let answer =
                if next.contains("/interaction/") { self.post(&next, form).await } else { self.get(&next).await };
            let Some(location) = answer.headers().get(header::LOCATION) else {
                panic!("{next}: {} {}", answer.status(), answer.text().await.unwrap());
            };
            let location = location.to_str().unwrap().to_owned();
            if let Some(path) = location.strip_prefix("http://localhost:3000") {
                return path.to_owned();
            }
            next = if location.starts_with('/') { format!("{}{location}", self.issuer) } else { location };
        }
        panic!("the provider goes round in circles: {next}");
    }

    async fn get(&mut self, address: &str) -> Response {
        let request = self.client.get(address).header(header::COOKIE, self.carried());
        self.keep(request.send().await.unwrap())
    }

    async fn post(&mut self, address: &str, form: &[(&str, &str)]) -> Response {
        let request = self.client.post(address).header(header::COOKIE, self.carried());
        let request = request
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(super::encode(form.iter().copied()));
        self.keep(request.send().await.unwrap())
    }

    fn carried(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep(&mut self, answer: Response) -> Response {
        for cookie in answer.headers().get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }
}

/// What the service asks the provider in an address.
pub fn asked(sent: &Answer) -> BTreeMap<String, String> {
    query(sent.location())
}

/// Where a page goes on to by itself.
pub fn refreshes_to(page: &Answer) -> Option<String> {
    let refresh = page.headers.get("refresh")?.to_str().unwrap();
    refresh.strip_prefix("0; url=").map(str::to_owned)
}

/// The browser as a link from another site finds it: without the cookie that goes along with our own links only.
pub async fn comes_back(browser: &mut Browser, path: &str) -> Answer {
    let strict = browser.cookies.remove(super::OFFICER);
    let answer = browser.get(path).await;
    if let Some(strict) = strict {
        browser.cookies.entry(super::OFFICER.to_owned()).or_insert(strict);
    }
    answer
}
