//! A browser without JavaScript: cookies, redirects, forms.

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use contract::Page;
use http_body_util::BodyExt;
use std::collections::BTreeMap;
use tower::ServiceExt;

const ORIGIN: &str = "http://localhost:3000";

/// A person's browser.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    pub cookies: BTreeMap<String, String>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        self.headers[header::LOCATION].to_str().unwrap()
    }

    /// The page that a hydrated page was answered with.
    pub fn page(&self) -> Page {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {} {}", self.status, self.body))
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {} {}", self.status, self.body))
    }

    /// The text of the first heading.
    pub fn heading(&self) -> String {
        let start = self.body.find("<h1").unwrap_or_else(|| panic!("no heading: {}", self.body));
        let rest = &self.body[start..];
        let text = &rest[rest.find('>').unwrap() + 1..rest.find("</h1>").unwrap()];
        strip_tags(text)
    }
}

fn strip_tags(html: &str) -> String {
    let mut inside = false;
    let text: String = html
        .chars()
        .filter(|c| {
            match c {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    return false;
                }
                _ => {}
            }
            !inside
        })
        .collect();
    text.trim().to_owned()
}

impl Browser {
    pub fn new(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new() }
    }

    /// The same browser at another replica.
    pub fn at(&self, router: Router) -> Self {
        Self { router, cookies: self.cookies.clone() }
    }

    /// A document, following redirects.
    pub async fn open(&mut self, path: &str) -> Answer {
        let mut answer = self.get(path).await;
        for _ in 0..5 {
            if answer.status != StatusCode::SEE_OTHER {
                return answer;
            }
            let next = answer.location().to_owned();
            answer = self.get(&next).await;
        }
        panic!("too many redirects at {path}");
    }

    /// One GET.
    pub async fn get(&mut self, path: &str) -> Answer {
        let request = self.request(Method::GET, path).header(header::ACCEPT, "text/html").body(Body::empty()).unwrap();
        self.send(request).await
    }

    /// A form sent without JavaScript; the answer of the POST itself.
    pub async fn submit(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let request =
            self.form(path, form).header(header::ACCEPT, "text/html,*/*;q=0.8").body(Body::from(encode(form))).unwrap();
        self.send(request).await
    }

    /// A form sent without JavaScript, and the page that it leads to.
    pub async fn press(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let answer = self.submit(path, form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.body);
        let next = answer.location().to_owned();
        self.open(&next).await
    }

    /// A form sent by the hydrated page, and the page that it answers with.
    pub async fn act(&mut self, path: &str, form: &[(&str, &str)]) -> Page {
        let answer = self.act_raw(path, form).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        answer.page()
    }

    pub async fn act_raw(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let request =
            self.form(path, form).header(header::ACCEPT, "application/json").body(Body::from(encode(form))).unwrap();
        self.send(request).await
    }

    /// What the hydrated page loads.
    pub async fn load(&mut self, at: &str) -> Page {
        let request = self
            .request(Method::GET, &format!("/key/page?at={at}"))
            .header(header::ACCEPT, "application/json")
            .body(Body::empty())
            .unwrap();
        self.send(request).await.page()
    }

    /// A request with this browser's cookies, to be completed.
    pub fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "localhost:3000");
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        request
    }

    fn form(&self, path: &str, _: &[(&str, &str)]) -> axum::http::request::Builder {
        self.request(Method::POST, path)
            .header("sec-fetch-site", "same-origin")
            .header(header::ORIGIN, ORIGIN)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
    }

    pub async fn send(&mut self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
            let (name, value) = pair.split_once('=').unwrap();
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let body = body.collect().await.unwrap().to_bytes();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
    }
}

fn encode(form: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish()
}
