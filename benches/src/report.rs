//! The figures as Markdown.

use crate::{
    code_hash::HashCost,
    round::{Round, Work},
    start::Starts,
};
use std::{fmt::Write, time::Duration};

/// The slow hash by itself.
#[must_use]
pub fn hash(hash: &HashCost) -> String {
    let HashCost { memory_kib, iterations, time } = hash;
    format!("One run of Argon2id ({memory_kib} KiB, {iterations} passes): {} ms of processor time\n", millis(*time))
}

/// Starts and idle memory.
#[must_use]
pub fn starts(starts: &Starts) -> String {
    let median = share(&starts.further, 50);
    let longest = starts.further.last().copied().unwrap_or_default();
    format!(
        "| start to ready | |\n|---|---:|\n| median of {} | {} ms |\n| longest | {} ms |\n| the very first, with tables and keys | {} ms |\n| memory when idle | {} MB |\n",
        starts.further.len(),
        millis(median),
        millis(longest),
        millis(starts.first),
        megabytes(starts.idle_kib),
    )
}

/// Issuing: a row for each round.
#[must_use]
pub fn issuing(rounds: &[Round], hash: &HashCost) -> String {
    let mut text = String::from(
        "| clients | flows | flows/s | processor a flow | of it two Argon2 runs | the rest | memory after |\n|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for round in rounds {
        let each = each(&round.issued);
        let hashing = hash.time * 2;
        // Writing into a String does not fail.
        let _ = writeln!(
            text,
            "| {} | {} | {:.1} | {} ms | {} ms | {} ms | {} MB |",
            round.clients,
            round.issued.count,
            a_second(&round.issued),
            millis(each),
            millis(hashing),
            millis(each.saturating_sub(hashing)),
            megabytes(round.memory_kib),
        );
    }
    text
}

/// Logging in: a row for each round.
#[must_use]
pub fn log_ins(rounds: &[Round]) -> String {
    let mut text = String::from("| clients | log ins | log ins/s | processor a log in |\n|---:|---:|---:|---:|\n");
    for round in rounds {
        let Round { clients, log_ins, .. } = round;
        let (rate, each) = (a_second(log_ins), millis(each(log_ins)));
        // Writing into a String does not fail.
        let _ = writeln!(text, "| {clients} | {} | {rate:.1} | {each} ms |", log_ins.count);
    }
    text
}

/// The status list of each round.
#[must_use]
pub fn status_lists(rounds: &[Round]) -> String {
    let mut text = String::from(
        "| keys in the status list | read, packed and signed | answers/s after that |\n|---:|---:|---:|\n",
    );
    for list in rounds.iter().filter_map(|round| round.status_list.as_ref()) {
        // Writing into a String does not fail.
        let _ = writeln!(text, "| {} | {} ms | {:.0} |", list.keys, millis(list.first), list.reads_a_second);
    }
    text
}

/// Processor time of one.
fn each(work: &Work) -> Duration {
    work.processor / u32::try_from(work.count).unwrap_or(u32::MAX).max(1)
}

fn a_second(work: &Work) -> f64 {
    f64::from(u32::try_from(work.count).unwrap_or(u32::MAX)) / work.time.as_secs_f64()
}

/// Times of answers: a row for each endpoint, median and 99th percentile for each round.
#[must_use]
pub fn endpoints(rounds: &[Round], endpoints: &[&'static str]) -> String {
    let mut text = String::from("| milliseconds |");
    for round in rounds {
        let name = if round.clients == 1 { "client" } else { "clients" };
        let _ = write!(text, " {} {name} p50 | p99 |", round.clients);
    }
    text.push_str("\n|---|");
    text.push_str(&"---:|---:|".repeat(rounds.len()));
    for endpoint in endpoints {
        let _ = write!(text, "\n| `{endpoint}` |");
        for round in rounds {
            let times = round.times.get(*endpoint).map(Vec::as_slice).unwrap_or_default();
            let _ = write!(text, " {} | {} |", millis(share(times, 50)), millis(share(times, 99)));
        }
    }
    text.push('\n');
    text
}

/// The time within which so many of a hundred stayed; `times` are sorted.
/// The time within which so many of a hundred ended; `times` has the shortest first.
pub fn share(times: &[Duration], percent: usize) -> Duration {
    let rank = (times.len() * percent).div_ceil(100).saturating_sub(1);
    times.get(rank).copied().unwrap_or_default()
}

/// Milliseconds with a tenth.
pub fn millis(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1000.0)
}

/// Decimal megabytes of KiB.
fn megabytes(kib: u64) -> String {
    let tenths = (kib * 1024 + 50_000) / 100_000;
    format!("{}.{}", tenths / 10, tenths % 10)
}
