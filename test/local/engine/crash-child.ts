import { writeSync } from 'node:fs'
import { openClock } from '../../../infra/local/clock.ts'
import { migrate, openDatabase } from '../../../infra/local/database.ts'
import { createEngine } from '../../../infra/local/engine/engine.ts'
import { callback, machine, task, tokenOf } from './support.ts'

// Killed again and again by crash.test.ts. Each execution goes ROUNDS times round: an effect, then a wait that a person
// ends in even rounds and the timeout in odd ones. `effects` counts by idempotency key; what is printed was acknowledged.

const EXECUTIONS = 40
const ROUNDS = 8

const rounds = machine('Start', {
  Start: {
    Type: 'Pass',
    Assign: { name: '{% $states.context.Execution.Name %}', round: 0, via: 'start' },
    Next: 'Act',
  },
  Act: task('Act', {
    Arguments: { FunctionName: `\${Act}`, Payload: "{% {'name': $name, 'round': $round, 'via': $via} %}" },
    TimeoutSeconds: 30,
    Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 3 }],
    Next: 'More?',
  }),
  'More?': {
    Type: 'Choice',
    Choices: [{ Condition: `{% $round < ${ROUNDS} %}`, Next: 'Await' }],
    Default: 'Done',
  },
  Await: callback('Ask', {
    Arguments: {
      FunctionName: `\${Ask}`,
      Payload: "{% {'token': $states.context.Task.Token, 'name': $name, 'round': $round} %}",
    },
    TimeoutSeconds: '{% $round % 2 = 0 ? 60 : 1 %}',
    Assign: { round: '{% $round + 1 %}', via: 'person' },
    Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Act', Assign: { round: '{% $round + 1 %}', via: 'timeout' } }],
    Next: 'Act',
  }),
  Done: { Type: 'Succeed' },
})

interface Round {
  readonly name: string
  readonly round: number
  readonly via?: string
}

const db = openDatabase(process.argv[2] ?? '')
migrate(
  db,
  `CREATE TABLE IF NOT EXISTS effects (key TEXT PRIMARY KEY, via TEXT NOT NULL, times INTEGER NOT NULL) STRICT;
   CREATE TABLE IF NOT EXISTS asked (key TEXT PRIMARY KEY, token TEXT NOT NULL) STRICT;`,
)
const addEffect = db.prepare('INSERT INTO effects VALUES (?, ?, 1) ON CONFLICT (key) DO UPDATE SET times = times + 1')
const addAsked = db.prepare('INSERT INTO asked VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET token = excluded.token')
const asked = db.prepare('SELECT key, token FROM asked')
const forget = db.prepare('DELETE FROM asked WHERE key = ?')
const print = (line: string) => writeSync(1, `${line}\n`)
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const engine = createEngine({
  db,
  clock: openClock(db),
  machines: { rounds },
  functions: {
    async Act(payload) {
      const { name, round, via } = payload as Round
      await pause(round * 3)
      addEffect.run(`${name} ${round}`, via ?? '')
      await pause(2)
    },
    async Ask(payload) {
      const { name, round } = payload as Round
      await pause(3)
      if (round % 2 === 0) addAsked.run(`${name} ${round}`, tokenOf(payload))
      await pause(3)
    },
  },
})

/** The person: answers what was asked, as the use case does after saving an action. */
function answer(): void {
  for (const { key, token } of asked.all()) {
    try {
      engine.sendTaskSuccess(String(token), {})
      print(`answered ${key}`)
    } catch (error) {
      if (!(error instanceof Error && error.name === 'TaskTimedOut')) throw error
    }
    forget.run(String(key))
  }
}

// Nobody is left to kill it when the test itself was killed.
setTimeout(() => process.exit(1), 50_000).unref()
engine.start()
print('ready')
setInterval(answer, 5)
for (let i = 0; i < EXECUTIONS; i += 1) {
  try {
    engine.startExecution({ machine: 'rounds', name: `e${i}`, input: {} })
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ExecutionAlreadyExists')) throw error
  }
  print(`started e${i}`)
  await pause(1)
}
while (engine.openExecutions().length > 0) await pause(10)
print('finished')
await engine.stop()
process.exit(0)
