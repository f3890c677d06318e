//! The router itself is asked which routes there are, so that a new one cannot be left out of the walks over all of them.

use super::headers;
use crate::support::{Database, TestApp};
use axum::{
    body::Body,
    http::{Method, header},
};
use std::collections::BTreeSet;

/// The paths of the router, as its own description names them: with `{parameters}`.
fn paths(app: &TestApp) -> BTreeSet<String> {
    let description = format!("{:?}", server::router::build(&app.state));
    let paths: BTreeSet<_> = description
        .split('"')
        .skip(1)
        .step_by(2)
        .filter(|text| text.starts_with('/') && !text.contains("__private"))
        .map(str::to_owned)
        .collect();
    assert!(paths.len() > 50, "the description of the router has changed: {description}");
    paths
}

/// What a path answers to, as it says itself when it is asked for something else.
async fn methods(app: &TestApp, path: &str) -> Vec<Method> {
    let path: String =
        path.split('/').map(|part| if part.starts_with('{') { "x" } else { part }).collect::<Vec<_>>().join("/");
    let browser = app.browser();
    let request = browser.request(Method::PATCH, &path).header("sec-fetch-site", "same-origin");
    let answer = browser.clone().send(request.body(Body::empty()).unwrap()).await;
    let allowed =
        answer.headers.get(header::ALLOW).unwrap_or_else(|| panic!("{path} answers {} to PATCH", answer.status));
    allowed
        .to_str()
        .unwrap()
        .split(',')
        .filter(|method| *method != "HEAD")
        .map(|method| method.parse().unwrap())
        .collect()
}

/// Whether an address is one of a path with parameters.
fn fits(address: &str, path: &str) -> bool {
    let address = address.split('?').next().unwrap_or_default();
    let (mut address, mut path) = (address.split('/'), path.split('/'));
    loop {
        match (address.next(), path.next()) {
            (None, None) => return true,
            (Some(_), Some(part)) if part.starts_with('{') => {}
            (Some(here), Some(part)) if here == part => {}
            _ => return false,
        }
    }
}

// WEB-4
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_of_the_router_is_walked() {
    let app = TestApp::new(Database::sqlite()).await;
    let walked = headers::routes();
    let mut left_out = Vec::new();
    for path in paths(&app) {
        for method in methods(&app, &path).await {
            if !walked.iter().any(|(walked, address, _)| *walked == method && fits(address, &path)) {
                left_out.push(format!("{method} {path}"));
            }
        }
    }
    assert!(left_out.is_empty(), "guarantees/headers.rs does not walk {left_out:?}");
}
