//! `GET /livez`: the process runs. Touches nothing, so that a slow database never gets the process killed.

/// 200, always.
pub async fn handler() -> &'static str {
    "alive\n"
}
