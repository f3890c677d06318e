//! One round: a fresh service, its people, and so many clients at once.

use crate::{
    Arguments,
    client::Client,
    clock, crowd,
    error::LoadError,
    journey::{first_half, second_half},
    log_in::log_in,
    people::{self, Person},
    process,
    service::Service,
    status_list::{self, StatusList},
    wallet::Held,
};
use std::{collections::BTreeMap, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{sync::Mutex, task::JoinSet};

/// How long a server is left alone before its memory is read.
const IDLE: Duration = Duration::from_secs(2);
/// A server that used no more than this between two looks has finished what it does behind the answers.
const QUIET: Duration = Duration::from_millis(10);
/// Pause between those looks.
const LOOK: Duration = Duration::from_millis(300);

type Times = BTreeMap<&'static str, Vec<Duration>>;
type Cookies = BTreeMap<String, String>;

/// What a round showed.
#[derive(Debug)]
pub struct Round {
    /// Clients at once.
    pub clients: usize,
    /// Flows from the link in the email to the key in the wallet.
    pub issued: Work,
    /// Log ins with those keys.
    pub log_ins: Work,
    /// The status list of the people who were there already.
    pub status_list: Option<StatusList>,
    /// Memory of the server after the round, left alone for a while, in KiB.
    pub memory_kib: u64,
    /// Time of each answer by endpoint, shortest first.
    pub times: Times,
}

/// What was done over and over.
#[derive(Debug)]
pub struct Work {
    /// How often it was completed.
    pub count: usize,
    /// Time from first request to last answer.
    pub time: Duration,
    /// Processor time of the server for all of it, with what it did behind the answers.
    pub processor: Duration,
}

/// Runs a round.
///
/// # Errors
/// When a single flow fails: figures of a service that refuses mean nothing.
pub async fn run(arguments: &Arguments, clients: usize, postgres: Option<&str>) -> Result<Round, LoadError> {
    let mut service = Service::new(arguments, postgres)?;
    service.start()?;
    let (address, pid) = (service.address(), service.pid()?);
    let mut helper = Client::connect(address).await?;
    let people = people::invite(&service, &mut helper, arguments.flows).await?;
    let status_list = match arguments.people {
        0 => None,
        count => {
            let list = crowd::add(service.database(), count).await?;
            Some(status_list::measure(address, &list, count).await?)
        }
    };
    settle(pid).await?;

    let jobs: Vec<(String, Person)> = people.into_iter().map(|person| (person.phone.clone(), person)).collect();
    let first = phase(address, pid, clients, jobs, async |client: &mut Client, (phone, person): (String, Person)| {
        Ok((phone, first_half(client, &person.link).await?))
    });
    let first = first.await?;

    // The service is asked once for all codes, outside of what is measured.
    let mut codes = people::codes(&mut helper, arguments.flows).await?;
    settle(pid).await?;
    let jobs = first.results.into_iter().filter_map(|(phone, cookies)| Some((codes.remove(&phone)?, cookies)));
    let second = phase(
        address,
        pid,
        clients,
        jobs.collect(),
        async |client: &mut Client, (code, cookies): (String, Cookies)| second_half(client, cookies, &code).await,
    );
    let second = second.await?;

    settle(pid).await?;
    let third = phase(address, pid, clients, second.results, async |client: &mut Client, held: Held| {
        log_in(client, &held).await
    });
    let third = third.await?;

    tokio::time::sleep(IDLE).await;
    let memory_kib = process::memory_kib(pid)?;
    service.stop()?;
    let mut times = first.times;
    times.extend(second.times);
    times.extend(third.times);
    times.values_mut().for_each(|times| times.sort_unstable());
    Ok(Round {
        clients,
        issued: Work {
            count: arguments.flows,
            time: first.time + second.time,
            processor: first.processor + second.processor,
        },
        log_ins: Work { count: third.results.len(), time: third.time, processor: third.processor },
        status_list,
        memory_kib,
        times,
    })
}

/// What one half of all flows showed.
struct Phase<R> {
    results: Vec<R>,
    time: Duration,
    processor: Duration,
    times: Times,
}

/// Hands the jobs out to so many clients, each of which takes the next when it is done with one.
async fn phase<J, R>(
    address: SocketAddr,
    pid: u32,
    clients: usize,
    jobs: Vec<J>,
    work: impl AsyncFn(&mut Client, J) -> Result<R, LoadError> + Copy + 'static,
) -> Result<Phase<R>, LoadError>
where
    J: 'static,
    R: 'static,
{
    let jobs = Arc::new(Mutex::new(jobs));
    let local = tokio::task::LocalSet::new();
    let before = process::processor_time(pid)?;
    let started = clock::start();
    let mut running = JoinSet::new();
    for _ in 0..clients {
        let jobs = Arc::clone(&jobs);
        running.spawn_local_on(
            async move {
                let mut client = Client::connect(address).await?;
                let mut results = Vec::new();
                loop {
                    let Some(job) = jobs.lock().await.pop() else { break };
                    results.push(work(&mut client, job).await?);
                }
                Ok::<_, LoadError>((results, client.times))
            },
            &local,
        );
    }
    let finished = local.run_until(async { running.join_all().await }).await;
    let time = started.elapsed();
    let mut phase = Phase { results: Vec::new(), time, processor: Duration::ZERO, times: Times::new() };
    for client in finished {
        let (results, times) = client?;
        phase.results.extend(results);
        for (endpoint, times) in times {
            phase.times.entry(endpoint).or_default().extend(times);
        }
    }
    settle(pid).await?;
    phase.processor = process::processor_time(pid)?.saturating_sub(before);
    Ok(phase)
}

/// Waits until the server has nothing to do: messages leave it after the answers.
async fn settle(pid: u32) -> Result<(), LoadError> {
    let mut used = process::processor_time(pid)?;
    loop {
        tokio::time::sleep(LOOK).await;
        let now = process::processor_time(pid)?;
        if now.saturating_sub(used) <= QUIET {
            return Ok(());
        }
        used = now;
    }
}
