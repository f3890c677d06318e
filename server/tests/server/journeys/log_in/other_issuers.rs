//! A credential of another issuer, whose status list lies on a server of its own.

use crate::support::{Answer, Browser, Database, Holder, HolderKey, Presentation, Request, TestApp};
use axum::{
    Router,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use contract::{Page, log_in::LogInRefusal};
use domain::Duration;
use oid4vc::{
    jose::{CertificateChain, SigningKey},
    status_list::{INVALID, StatusBits, StatusList, StatusListToken},
};
use serde_json::json;
use server::config::{StatusNeed, TrustedIssuer};
use std::{
    io::Write,
    sync::{Arc, Mutex},
};

const ISSUER: &str = "https://keys.example.com";
const SECOND: &str = "https://badges.example.com";
const VCT: &str = "urn:example:badge";
/// Where the badge of the tests stands in the list.
const PLACE: u64 = 7;

/// What the other issuer's server answers with, and how often it was asked.
#[derive(Clone)]
struct Lists(Arc<Mutex<(Reply, usize)>>);

#[derive(Clone)]
enum Reply {
    List(String),
    Kind(&'static str, String),
    Redirect(String),
    Long,
    Broken,
}

async fn serve(State(lists): State<Lists>) -> Response {
    let mut held = lists.0.lock().unwrap();
    held.1 += 1;
    match held.0.clone() {
        Reply::List(token) => ([(header::CONTENT_TYPE, "application/statuslist+jwt")], token).into_response(),
        Reply::Kind(kind, token) => ([(header::CONTENT_TYPE, kind)], token).into_response(),
        Reply::Redirect(to) => {
            (StatusCode::FOUND, [(header::LOCATION, HeaderValue::try_from(to).unwrap())]).into_response()
        }
        Reply::Long => ([(header::CONTENT_TYPE, "application/statuslist+jwt")], "a".repeat(9 << 20)).into_response(),
        Reply::Broken => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Who signs, with an authority of their own.
struct Signer {
    key: SigningKey,
    chain: CertificateChain,
    anchors: tempfile::NamedTempFile,
}

impl Signer {
    fn new() -> Self {
        let (authority, key) = (rcgen::KeyPair::generate().unwrap(), rcgen::KeyPair::generate().unwrap());
        let mut params = rcgen::CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        params.key_usages = vec![rcgen::KeyUsagePurpose::KeyCertSign];
        params.not_before = rcgen::date_time_ymd(2026, 1, 1);
        let mut anchors = tempfile::NamedTempFile::new().unwrap();
        anchors.write_all(params.self_signed(&authority).unwrap().pem().as_bytes()).unwrap();
        let issuer = rcgen::Issuer::new(params, authority);
        let mut params = rcgen::CertificateParams::new(vec!["keys.example.com".to_owned()]).unwrap();
        params.not_before = rcgen::date_time_ymd(2026, 1, 1);
        params.key_usages = vec![rcgen::KeyUsagePurpose::DigitalSignature];
        let chain = params.signed_by(&key, &issuer).unwrap().pem();
        Self {
            key: SigningKey::from_pkcs8_pem(&key.serialize_pem()).unwrap(),
            chain: CertificateChain::from_pem(&chain).unwrap(),
            anchors,
        }
    }

    fn trusted(&self, identifier: &str, status: StatusNeed, prefix: &str) -> TrustedIssuer {
        TrustedIssuer {
            identifier: identifier.to_owned(),
            anchors: self.anchors.path().to_owned(),
            vct: VCT.to_owned(),
            status,
            status_lists: vec![prefix.to_owned()],
            staff_number: vec!["employment".to_owned(), "number".to_owned()],
        }
    }
}

/// The other issuer: a signer, and a server for its lists.
struct Other {
    app: TestApp,
    signer: Signer,
    lists: Lists,
    /// Address of the list.
    uri: String,
    holder: Holder,
}

impl Other {
    async fn new(status: StatusNeed) -> Self {
        Self::beside(status, None).await
    }

    /// With a second issuer whose lists may lie on the same server.
    async fn beside(status: StatusNeed, second: Option<&Signer>) -> Self {
        let signer = Signer::new();
        let lists = Lists(Arc::new(Mutex::new((Reply::Broken, 0))));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let prefix = format!("http://{}/lists/", listener.local_addr().unwrap());
        let router = Router::new().fallback(get(serve)).with_state(lists.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });

        let mut trusted = vec![signer.trusted(ISSUER, status, &prefix)];
        trusted.extend(second.map(|second| second.trusted(SECOND, status, &prefix)));
        let app = TestApp::with(Database::sqlite(), |settings| settings.log_in.issuers = trusted).await;
        let sam = app.person("Sam", "123").await;
        let holder = app.holder(&sam).await;
        let other = Self { app, signer, lists, uri: format!("{prefix}1"), holder };
        other.publish(false);
        other
    }

    fn reply(&self, reply: Reply) {
        self.lists.0.lock().unwrap().0 = reply;
    }

    fn asked(&self) -> usize {
        self.lists.0.lock().unwrap().1
    }

    fn token(&self, uri: &str, revoked: bool, expires_at: i64) -> String {
        let mut list = StatusList::new(StatusBits::One, 100);
        if revoked {
            list.set(PLACE, INVALID).unwrap();
        }
        let now = self.app.now().as_seconds();
        let token = StatusListToken { uri: uri.to_owned(), issued_at: now, expires_at, time_to_live: 60 };
        token.sign(&list, &self.signer.key, &self.signer.chain).unwrap()
    }

    fn publish(&self, revoked: bool) {
        self.reply(Reply::List(self.token(&self.uri, revoked, self.app.now().as_seconds() + 600)));
    }

    /// A badge of the other issuer for a staff number.
    fn badge(&self, request: &Request, staff_number: &str) -> Presentation {
        self.badge_of(&self.signer, ISSUER, request, staff_number)
    }

    fn badge_of(&self, signer: &Signer, issuer: &str, request: &Request, staff_number: &str) -> Presentation {
        let mut shown = self.holder.presentation(request);
        shown.issuer = HolderKey::from_pem(&signer.key.to_pkcs8_pem().unwrap());
        let x5c: Vec<String> = signer.chain.der().iter().map(|der| STANDARD.encode(der)).collect();
        shown.header = json!({ "alg": "ES256", "typ": "dc+sd-jwt", "x5c": x5c });
        shown.claims = json!({
            "iss": issuer,
            "vct": VCT,
            "exp": self.app.now().as_seconds() + 3600,
            "cnf": shown.claims["cnf"],
            "status": { "status_list": { "idx": PLACE, "uri": self.uri } },
            "employment": { "number": staff_number },
        });
        shown
    }

    async fn show(&self, request: &Request, shown: &Presentation) -> Answer {
        let answer = json!({ "vp_token": { "issuer-1": [shown.text()] }, "state": request.claims["state"] });
        self.holder.wallet.answer(request, &answer).await
    }

    async fn request(&self) -> (Browser, Request) {
        let mut browser = self.app.browser();
        let request = self.holder.wallet.read_request(&browser.ask().await.qr.unwrap()).await;
        (browser, request)
    }

    /// Shows Sam's badge in a new browser: status, error code, and what the page says.
    async fn try_badge(&self) -> (u16, Option<String>, Option<LogInRefusal>) {
        let (mut browser, request) = self.request().await;
        let answer = self.show(&request, &self.badge(&request, "SN-Sam")).await;
        let error = answer.json()["error"].as_str().map(str::to_owned);
        (answer.status.as_u16(), error, browser.log_in_page().await.refusal)
    }
}

fn taken() -> (u16, Option<String>, Option<LogInRefusal>) {
    (200, None, None)
}

fn not_checked() -> (u16, Option<String>, Option<LogInRefusal>) {
    (503, Some("temporarily_unavailable".to_owned()), Some(LogInRefusal::NotChecked))
}

// LOGIN-16
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trusted_issuer_says_who_somebody_is() {
    let other = Other::new(StatusNeed::Required).await;
    let (mut browser, request) = other.request().await;
    let query = &request.claims["dcql_query"];
    assert_eq!(query["credential_sets"], json!([{ "options": [["access-key"], ["issuer-1"]] }]));
    assert_eq!(query["credentials"][1]["claims"], json!([{ "path": ["employment", "number"] }]));
    assert_eq!(other.show(&request, &other.badge(&request, "SN-Sam")).await.body, "{}");
    assert_eq!(browser.act("/login/finish", &[]).await, Page::Leave { to: "/home".to_owned() });
    assert_eq!(browser.home("/home").await.name, "Sam Tester");
    // Our own key is as good as ever.
    other.app.log_in(&mut other.app.browser(), &other.holder).await;
}

// LOGIN-16: the issuer and the number together are who somebody is, and what they may open hangs on a key of ours.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_opens_nothing_for_who_has_no_key_here() {
    let other = Other::new(StatusNeed::Required).await;
    other.app.person("Kim", "124").await;
    for number in ["SN-Kim", "SN-Nobody", "", "a\u{0}b"] {
        let (mut browser, request) = other.request().await;
        let answer = other.show(&request, &other.badge(&request, number)).await;
        assert_eq!(
            (answer.status.as_u16(), answer.json()["error"].as_str()),
            (400, Some("invalid_request")),
            "{number:?}"
        );
        assert_eq!(browser.log_in_page().await.refusal, Some(LogInRefusal::NotOurKey), "{number:?}");
    }
    let (mut browser, request) = other.request().await;
    let breaks: [fn(&mut Presentation); 4] = [
        // Its credentials are not ours, and ours are not its own.
        |shown| shown.claims["iss"] = "http://localhost:3000".into(),
        |shown| shown.claims["vct"] = "http://localhost:3000/openid4vci/types/access-key".into(),
        |shown| drop(shown.claims.as_object_mut().unwrap().remove("employment")),
        |shown| shown.claims["employment"] = json!({ "number": 7 }),
    ];
    for (number, change) in breaks.into_iter().enumerate() {
        let mut shown = other.badge(&request, "SN-Sam");
        change(&mut shown);
        assert_eq!(other.show(&request, &shown).await.status, 400, "{number}");
        assert_eq!(browser.log_in_page().await.refusal, Some(LogInRefusal::NotOurKey), "{number}");
    }
    // Shown as a key of ours it is a stranger's.
    let answer = json!({
        "vp_token": { "access-key": [other.badge(&request, "SN-Sam").text()] },
        "state": request.claims["state"],
    });
    assert_eq!(other.holder.wallet.answer(&request, &answer).await.status, 400);
    assert_eq!(other.asked(), 1, "for the first, and kept");
}

// LOGIN-10
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn its_status_list_is_asked_and_kept_as_long_as_it_says() {
    let other = Other::new(StatusNeed::Required).await;
    assert_eq!((other.try_badge().await, other.asked()), (taken(), 1));
    assert_eq!((other.try_badge().await, other.asked()), (taken(), 1), "kept");
    other.publish(true);
    other.app.wait(Duration::seconds(59));
    assert_eq!((other.try_badge().await, other.asked()), (taken(), 1), "for a minute, as it says");
    other.app.wait(Duration::seconds(1));
    let revoked = (400, Some("access_denied".to_owned()), Some(LogInRefusal::Revoked));
    assert_eq!((other.try_badge().await, other.asked()), (revoked, 2));
}

// LOGIN-10: a list that is kept says nothing about the credentials of an issuer who did not sign it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_is_kept_for_its_own_issuer() {
    let second = Signer::new();
    let other = Other::beside(StatusNeed::Required, Some(&second)).await;
    assert_eq!((other.try_badge().await, other.asked()), (taken(), 1));
    let (mut browser, request) = other.request().await;
    let shown = other.badge_of(&second, SECOND, &request, "SN-Sam");
    let answer = json!({ "vp_token": { "issuer-2": [shown.text()] }, "state": request.claims["state"] });
    assert_eq!(other.holder.wallet.answer(&request, &answer).await.status, 503);
    assert_eq!(browser.log_in_page().await.refusal, Some(LogInRefusal::NotChecked));
    assert_eq!(other.asked(), 2);
    assert_eq!((other.try_badge().await, other.asked()), (taken(), 2), "still kept");
}

// LOGIN-10: what cannot be found out counts as no.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_good_list_nobody_gets_in() {
    let other = Other::new(StatusNeed::Required).await;
    let now = other.app.now().as_seconds();
    let good = other.token(&other.uri, false, now + 600);
    let mut forged = good.clone();
    forged.replace_range(
        forged.len() - 20..forged.len() - 19,
        if &forged[forged.len() - 20..forged.len() - 19] == "A" { "B" } else { "A" },
    );
    let elsewhere = other.uri.replace("/lists/1", "/lists/2");
    let replies = [
        Reply::Broken,
        Reply::Redirect(other.uri.clone()),
        Reply::Redirect("http://169.254.169.254/".to_owned()),
        Reply::Long,
        Reply::Kind("text/html", good.clone()),
        Reply::List("nonsense".to_owned()),
        Reply::List(forged),
        Reply::List(other.token(&elsewhere, false, now + 600)),
        Reply::List(other.token(&other.uri, false, now)),
    ];
    for (number, reply) in replies.into_iter().enumerate() {
        let before = other.asked();
        other.reply(reply);
        assert_eq!(other.try_badge().await, not_checked(), "{number}");
        assert_eq!(other.asked(), before + 1, "{number}: asked once, led nowhere");
    }
    let (_, request) = other.request().await;
    let mut shown = other.badge(&request, "SN-Sam");
    shown.claims["status"]["status_list"]["idx"] = 100_000.into();
    other.reply(Reply::List(good));
    assert_eq!(other.show(&request, &shown).await.status, 503, "no such entry");
    assert_eq!(other.try_badge().await, taken());
}

// LOGIN-10, LOGIN-11: nothing is fetched from an address that nobody permitted, whatever a credential says.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_fetched_from_anywhere_else() {
    let other = Other::new(StatusNeed::IfPresent).await;
    let (mut browser, request) = other.request().await;
    let origin = other.uri.strip_suffix("/lists/1").unwrap().to_owned();
    let addresses = [
        format!("{origin}/other/1"),
        format!("{origin}/lists/../other"),
        format!("{origin}/lists/%2e%2e/other"),
        format!("{origin}/lists/"),
        "http://169.254.169.254/latest".to_owned(),
        "file:///etc/passwd".to_owned(),
        "nonsense".to_owned(),
    ];
    for address in addresses {
        let mut shown = other.badge(&request, "SN-Sam");
        shown.claims["status"]["status_list"]["uri"] = address.as_str().into();
        for name in ["jku", "x5u"] {
            shown.header[name] = format!("{origin}/lists/{name}").into();
        }
        assert_eq!(other.show(&request, &shown).await.status, 400, "{address}");
        assert_eq!(browser.log_in_page().await.refusal, Some(LogInRefusal::NotOurKey), "{address}");
    }
    assert_eq!(other.asked(), 0);
    // Where a status is not required, one that is there is looked up all the same, and one that is not there is not.
    let mut without = other.badge(&request, "SN-Sam");
    without.claims.as_object_mut().unwrap().remove("status");
    assert_eq!(other.show(&request, &without).await.status, 200);
    assert_eq!(other.asked(), 0);
    other.publish(true);
    assert_eq!(other.try_badge().await.2, Some(LogInRefusal::Revoked));
}
