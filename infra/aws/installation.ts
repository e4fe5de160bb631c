/** One of the installations in an account: what everything is called that has a name there. */
export interface Installation {
  /** What the names of its stacks begin with: `Chengnuo`, or `ChengnuoTrial` by `-c stage=trial`. */
  readonly stacks: string
  /** What other names begin with, and what its metrics are told apart by: `chengnuo`, or `chengnuo-trial`. */
  readonly name: string
}

export function installationOf(stage: unknown): Installation {
  if (stage === undefined) return { stacks: 'Chengnuo', name: 'chengnuo' }
  if (typeof stage !== 'string' || !/^[a-z][a-z0-9]{0,15}$/.test(stage))
    throw new Error(`-c stage=trial: up to 16 small letters and digits, or leave it out: not "${stage}"`)
  return { stacks: `Chengnuo${stage.slice(0, 1).toUpperCase()}${stage.slice(1)}`, name: `chengnuo-${stage}` }
}
