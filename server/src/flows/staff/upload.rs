//! A file of people on its way in: uploaded, looked through, and saved once its officer has seen what it would change. Until
//! then it waits in the database, encrypted, for an hour at most.

use super::person;
use crate::{
    flows::{
        Fault,
        import::{self, ImportReport, NotSaved, Rejected},
        officers::on_duty::OnDuty,
    },
    sealing::{self, Sealed},
    state::AppState,
};
use domain::{Duration, ImportDraftId};
use store::{
    employees::Employee,
    import_drafts::{self, ImportDraft},
};

/// How long a file waits.
const WAITS: Duration = Duration::hours(1);

/// Most people whom one save adds. It is one request and one transaction, for which others wait.
pub const MOST_NEW: usize = 5_000;
/// Most people whose details one save changes: each is held, told and written one by one, in dozens of statements.
pub const MOST_CHANGED: usize = 200;

/// What a file would change.
#[derive(Debug)]
pub struct Looked {
    /// What saving it would do.
    pub report: ImportReport,
    /// How many people are left out, because it would be too many at once. The same file again has them.
    pub later: usize,
}

/// What became of a press of the last button.
#[derive(Debug)]
pub enum Saved {
    /// It is saved.
    Yes,
    /// Something else would be saved than what was shown: that has to be looked at first.
    Differs(Box<Looked>),
    /// There is no such file, or no longer.
    Gone,
}

/// Keeps a file in place of the officer's earlier one.
///
/// # Errors
/// When the database refuses, or nothing can be encrypted; nothing is kept then.
pub async fn upload(state: &AppState, on: &OnDuty, file: &[u8]) -> Result<ImportDraftId, Fault> {
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
    let id = ImportDraftId::new(&mut rng);
    let Sealed { payload, key_id } = sealing::seal(&state.keys.outbox, id.as_str(), file, &mut rng)?;
    let officer_id = on.officer.id.clone();
    let draft = ImportDraft { id: id.clone(), officer_id, payload, key_id, created_at: now, expires_at: now + WAITS };
    let tx = store::connect::begin(&state.db).await?;
    import_drafts::put(&tx, draft).await?;
    tx.commit().await?;
    Ok(id)
}

/// Looks through an officer's file; `None`: there is none of this name, or no longer. Reads only.
///
/// # Errors
/// When the database does not answer.
pub async fn look(state: &AppState, on: &OnDuty, id: &ImportDraftId) -> Result<Option<Looked>, Fault> {
    let Some(draft) = import_drafts::of_officer(&state.db, id, &on.officer.id, state.clock.now()).await? else {
        return Ok(None);
    };
    let Ok(file) = sealing::open(&state.keys.outbox, id.as_str(), &draft.key_id, &draft.payload) else {
        return Ok(None);
    };
    let existing = store::employees::list(&state.db).await?;
    Ok(Some(checked(state, on, &file, &existing)))
}

/// Saves an officer's file, once. `seen` is the fingerprint of what the officer was shown.
///
/// # Errors
/// When the database refuses; nothing is saved then.
pub async fn save(state: &AppState, on: &OnDuty, id: &ImportDraftId, seen: &str) -> Result<Saved, Fault> {
    let (now, mut rng) = (state.clock.now(), state.random.generator()?);
    let Some(looked) = look(state, on, id).await? else { return Ok(Saved::Gone) };
    if looked.report.fingerprint().as_str() != seen {
        return Ok(Saved::Differs(Box::new(looked)));
    }
    let tx = store::connect::begin(&state.db).await?;
    if !import_drafts::take(&tx, id).await? {
        return Ok(Saved::Gone);
    }
    let ended = match import::save_in(&tx, state, &mut rng, looked.report, person::actor(on), now).await {
        Ok(ended) => ended,
        // Somebody else was quicker, after the look above.
        Err(NotSaved::Stale) => {
            tx.rollback().await?;
            let looked = look(state, on, id).await?;
            return Ok(looked.map_or(Saved::Gone, |looked| Saved::Differs(Box::new(looked))));
        }
        Err(NotSaved::Fault(fault)) => return Err(fault),
    };
    tx.commit().await?;
    ended.iter().for_each(|invitation| state.live.moved(invitation));
    state.live.message_waits();
    Ok(Saved::Yes)
}

/// Nobody changes their own record, by a file either.
fn checked(state: &AppState, on: &OnDuty, file: &[u8], existing: &[Employee]) -> Looked {
    let mut report = import::check(file, existing, state.settings.numbers());
    let own: Vec<_> = existing.iter().filter(|employee| person::is_own(on, &employee.email)).collect();
    let before = report.changed.len();
    report.changed.retain(|change| {
        !person::is_own(on, &change.after.email) && !own.iter().any(|employee| employee.id == change.id)
    });
    if report.changed.len() < before {
        let message = "This is your own record: another officer has to change it".to_owned();
        report.rejected.push(Rejected { row: 0, column: None, message });
    }
    let all = report.new.len() + report.changed.len();
    report.new.truncate(MOST_NEW);
    report.changed.truncate(MOST_CHANGED);
    Looked { later: all - report.new.len() - report.changed.len(), report }
}
