/** How the executions of one kind of subject differ from those of another. */
export interface Shape {
  readonly comment: string
  /** What a subject of this kind waits for, as its story names it, and the state that waits for it. */
  readonly waits: Readonly<Record<string, string>>
  /** The stage in which nothing is left to wait for. */
  readonly end: string
  /** The error of an execution that failed. */
  readonly error: string
}

/** From the report to the close; a loaner may be out, or something of ours missing, after that. */
const repair: Shape = {
  comment: 'One repair: ask what is due, wait for a person or the next checkpoint, ask again.',
  waits: {
    response: 'AwaitResponse',
    remoteFix: 'AwaitRemoteFix',
    arrival: 'AwaitArrival',
    repair: 'AwaitRepair',
    confirmation: 'AwaitConfirmation',
    loanerOut: 'AwaitLoanerReturn',
    looseEnds: 'AwaitLooseEnds',
  },
  end: 'closed',
  error: 'RepairExecutionFailed',
}

/** As long as a paper or a name that the contract owes is open or missing. */
const contract: Shape = {
  comment: 'One contract: ask which papers are due, wait for one or the next checkpoint, ask again.',
  waits: { papers: 'AwaitPapers' },
  end: 'done',
  error: 'ContractExecutionFailed',
}

/** From before its works are due until somebody has said what came of it. */
const visit: Shape = {
  comment: 'One planned visit or call: ask what is due, wait for a person or the next checkpoint, ask again.',
  waits: { planning: 'AwaitPlanning', appointment: 'AwaitAppointment', outcome: 'AwaitOutcome' },
  end: 'ended',
  error: 'VisitExecutionFailed',
}

/** From the plan to its end: until the customer has agreed, and until somebody has said how it went. */
const upgrade: Shape = {
  comment: 'One upgrade: ask what is due, wait for a person or the next checkpoint, ask again.',
  waits: { agreement: 'AwaitAgreement', upgrade: 'AwaitUpgrade' },
  end: 'done',
  error: 'UpgradeExecutionFailed',
}

/** A warning, until each customer whom it concerns has a notice of it. */
const advisory: Shape = {
  comment: 'One advisory: tell the next customers whom it concerns, until all are told.',
  waits: { sending: 'AwaitSending' },
  end: 'done',
  error: 'AdvisoryExecutionFailed',
}

/** What one customer is told of it, until they have acknowledged it or were called. */
const notice: Shape = {
  comment: 'One notice of an advisory: remind once, then ask for a call, until the customer has answered.',
  waits: { receipt: 'AwaitReceipt' },
  end: 'done',
  error: 'NoticeExecutionFailed',
}

/** Reinforced duty in a customer's important days, from its plan until they are over. */
const duty: Shape = {
  comment: 'One reinforced duty: ask what is due, wait for an entry of the watch or the next checkpoint, ask again.',
  waits: { watch: 'AwaitWatch' },
  end: 'done',
  error: 'DutyExecutionFailed',
}

/** A roster whose handovers are told, as long as they are. */
const roster: Shape = {
  comment: 'One roster: tell who comes on and goes off, and of gaps ahead; wait for the next handover, ask again.',
  waits: { handover: 'AwaitHandover' },
  end: 'done',
  error: 'RosterExecutionFailed',
}

/** Every kind of subject that has executions: the one list of them. */
export const SHAPES = { repair, contract, visit, upgrade, advisory, notice, duty, roster } as const
export type WorkflowKind = keyof typeof SHAPES
export const WORKFLOW_KINDS = Object.keys(SHAPES) as readonly WorkflowKind[]
