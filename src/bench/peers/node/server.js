// What a team on Node writes: fastify in front, undici's pool behind, Promise.all over parsed JSON between.
import { readFileSync } from 'node:fs'
import fastify from 'fastify'
import { Agent, request } from 'undici'
import { orderReport } from './order-report.js'

const [port, routesFile, pool] = process.argv.slice(2)
const dispatcher = new Agent({ connections: Number(pool), keepAliveTimeout: 300_000 })

async function call({ name, url, timeoutMillis }) {
  try {
    const { statusCode, body } = await request(url, {
      dispatcher,
      headers: { accept: 'application/json' },
      headersTimeout: timeoutMillis,
      bodyTimeout: timeoutMillis
    })
    if (statusCode !== 200) {
      await body.dump()
      return { name, value: null, error: { part: name, reason: 'bad_status', status: statusCode } }
    }
    return { name, value: await body.json() }
  } catch (failure) {
    return { name, value: null, error: { part: name, reason: failure.code ?? failure.name } }
  }
}

async function inTurn(parts) {
  const settled = []
  for (const part of parts) settled.push(await call(part))
  return settled
}

const server = fastify({ logger: false })

for (const { path, parts, sequential, report } of JSON.parse(readFileSync(routesFile, 'utf8'))) {
  server.get(path, async () => {
    const settled = sequential ? await inTurn(parts) : await Promise.all(parts.map(call))
    const data = Object.fromEntries(settled.map(({ name, value }) => [name, value]))
    const errors = settled.flatMap(({ error }) => error ?? [])
    return { complete: errors.length === 0, data: report ? orderReport(data) : data, errors }
  })
}

await server.listen({ host: '127.0.0.1', port: Number(port), backlog: 1024 })
