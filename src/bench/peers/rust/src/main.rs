//! What a team on Rust writes: axum in front, reqwest behind, tokio and `RawValue` between.

use std::{
    collections::{BTreeMap, HashMap},
    error::Error,
    sync::Arc,
    time::Duration,
};

use axum::{Json, Router, routing::get, serve::ListenerExt};
use futures_util::{StreamExt, future::join_all, stream};
use reqwest::{Client, StatusCode, header::ACCEPT};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use tokio::{net::TcpListener, sync::Semaphore, time::timeout};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Part {
    name: String,
    url: String,
    timeout_millis: u64,
}

#[derive(Deserialize)]
struct Route {
    path: String,
    sequential: bool,
    parts: Vec<Part>,
}

#[derive(Serialize)]
struct Failure {
    part: String,
    reason: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
}

#[derive(Serialize)]
struct Answer {
    complete: bool,
    data: BTreeMap<String, Option<Box<RawValue>>>,
    errors: Vec<Failure>,
}

type Settled = Result<Box<RawValue>, (&'static str, Option<u16>)>;

impl Part {
    fn backend(&self) -> &str {
        self.url.split('/').nth(2).unwrap_or_default()
    }
}

/// A client, and who may call a backend now: reqwest bounds the idle connections, not the busy ones.
struct Backends {
    client: Client,
    slots: HashMap<String, Semaphore>,
}

impl Backends {
    /// The value of one part, or why it has none.
    async fn call(&self, part: &Part) -> Settled {
        let limit = Duration::from_millis(part.timeout_millis);
        let answered = timeout(limit, self.get(part)).await;
        answered.unwrap_or(Err(("timeout", None)))
    }

    async fn get(&self, part: &Part) -> Settled {
        let _slot = self.slots[part.backend()].acquire().await;
        let request = self.client.get(&part.url);
        let response = request.header(ACCEPT, "application/json").send().await;
        let response = response.map_err(|_| ("unreachable", None))?;
        let status = response.status();
        // Read to its end, whatever it is, or its connection could not be used again.
        let body = response.bytes().await.map_err(|_| ("unreachable", None))?;
        if status != StatusCode::OK {
            return Err(("bad_status", Some(status.as_u16())));
        }
        serde_json::from_slice(&body).map_err(|_| ("bad_json", None))
    }

    async fn aggregate(&self, route: &Route) -> Answer {
        let calls = route.parts.iter().map(|part| self.call(part));
        let settled = if route.sequential {
            stream::iter(calls).then(|call| call).collect().await
        } else {
            join_all(calls).await
        };
        let (mut data, mut errors) = (BTreeMap::new(), Vec::new());
        for (part, result) in route.parts.iter().zip(settled) {
            if let Err((reason, status)) = result {
                errors.push(Failure {
                    part: part.name.clone(),
                    reason,
                    status,
                });
            }
            data.insert(part.name.clone(), result.ok());
        }
        Answer {
            complete: errors.is_empty(),
            data,
            errors,
        }
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, port, file, pool] = &arguments[..] else {
        return Err("usage: gateway PORT ROUTES POOL".into());
    };
    let pool = pool.parse()?;
    let routes: Vec<Route> = serde_json::from_slice(&std::fs::read(file)?)?;
    let parts = routes.iter().flat_map(|route| &route.parts);
    let backends = Arc::new(Backends {
        client: Client::builder()
            .pool_max_idle_per_host(pool)
            .pool_idle_timeout(Duration::from_secs(300))
            .build()?,
        slots: parts
            .map(|part| (part.backend().to_owned(), Semaphore::new(pool)))
            .collect(),
    });
    let mut router = Router::new();
    for route in routes {
        let (path, route, backends) = (route.path.clone(), Arc::new(route), backends.clone());
        let answer = async move || Json(backends.aggregate(&route).await);
        router = router.route(&path, get(answer));
    }
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    let listener = listener.tap_io(|connection| connection.set_nodelay(true).unwrap_or_default());
    Ok(axum::serve(listener, router).await?)
}
