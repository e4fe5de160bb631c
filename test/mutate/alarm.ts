import { Worker } from 'node:worker_threads'
import fc from 'fast-check'

// Runs before each test file while mutants are judged.

// That a property fails is all we ask: looking for the smallest example takes longer than everything else.
fc.configureGlobal({ endOnFailure: true })

/** A mutant that never comes to an end hears nothing; so a thread beside it ends the whole process in time. */
declare global {
  var alarm: Worker | undefined
}
const AFTER = `setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${Number(process.env.ALARM_AT) - Date.now()})`
globalThis.alarm ??= new Worker(AFTER, { eval: true })
globalThis.alarm.unref()
