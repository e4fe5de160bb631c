import { join } from 'node:path'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { FUNCTION_IDS, FUNCTIONS, type FunctionId } from '../../infra/aws/functions.ts'
import { WORKFLOW_KINDS } from '../../workflows/shapes.ts'
import { actionsOf, resources, type Statement, statementsOf, synthesize } from './support.ts'

const { service } = synthesize()
const roleOf = (id: FunctionId) =>
  resources(service, 'AWS::IAM::Role').find(([role]) => role.startsWith(`${id}Role`))?.[0] ?? ''
const held = (id: FunctionId): Statement[] => statementsOf(service, roleOf(id))

const db = (...names: string[]) => names.map((name) => `dynamodb:${name}`)
const [START, WAKE, SECRET] = ['states:StartExecution', 'states:SendTaskSuccess', 'secretsmanager:GetSecretValue']

/**
 * What the code of a module asks of AWS when it runs, through whichever adapter: reviewed by hand, like code. A module of the
 * use cases, the shell or a sender that is not listed here must be added, with what it calls.
 */
const CALLS: Record<string, readonly string[]> = {
  // What a visit settles its contract records, and an execution of its own is started, or woken.
  'shared/use-cases/act-on-visit.ts': [...db('GetItem', 'Query', 'BatchGetItem'), WAKE],
  'shared/use-cases/kept-board.ts': db('Query', 'BatchGetItem'),
  'shared/use-cases/list-visits.ts': db('Query', 'GetItem'),
  'shared/use-cases/open-visit-link.ts': db('GetItem'),
  'shared/use-cases/open-visit.ts': db('GetItem', 'UpdateItem'),
  'shared/use-cases/plan-visits.ts': [...db('GetItem', 'Query'), WAKE],
  'shared/use-cases/disputed-moves.ts': db('GetItem', 'Query', 'PutItem'),
  'shared/use-cases/deny-agreement.ts': db('GetItem', 'Query', 'PutItem'),
  'shared/use-cases/suggestions.ts': db('Query', 'PutItem', 'DeleteItem'),
  'shared/use-cases/settle-visit.ts': db('GetItem', 'Query'),
  'shared/use-cases/start-subject.ts': [...db('GetItem'), START, WAKE],
  'shared/use-cases/visit-day.ts': db('Query'),
  'shared/use-cases/visit-named.ts': db('GetItem', 'Query'),
  'shared/use-cases/visit-plot.ts': db('GetItem', 'Query', 'BatchGetItem'),
  'shared/use-cases/visit-surroundings.ts': db('GetItem', 'Query', 'BatchGetItem'),
  'shared/use-cases/visit-rights.ts': db('GetItem', 'Query'),
  'shared/use-cases/visit-terms.ts': db('GetItem', 'Query', 'BatchGetItem'),
  'shared/use-cases/visits-of-person.ts': db('GetItem', 'Query'),
  'shared/use-cases/visits.ts': db('GetItem', 'Query'),
  'shared/use-cases/contract-people.ts': db('GetItem', 'Query'),
  'shared/use-cases/on-their-list.ts': db('GetItem', 'PutItem'),
  'shared/use-cases/act.ts': [...db('GetItem', 'Query'), WAKE],
  'shared/shell/advance.ts': [...db('GetItem', 'Query', 'BatchGetItem'), START],
  'shared/use-cases/audit.ts': db('GetItem', 'PutItem', 'UpdateItem'),
  'shared/use-cases/board.ts': db('Query'),
  'shared/use-cases/board-rows.ts': db('Query'),
  'shared/shell/arm.ts': [...db('GetItem', 'UpdateItem'), WAKE],
  'shared/use-cases/caller.ts': db('Query'),
  // A save is one transaction of puts, updates and deletes.
  'shared/shell/commit.ts': db('GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'),
  'shared/use-cases/changes.ts': db('GetItem', 'Query', 'BatchGetItem'),
  'shared/use-cases/contract-calendar.ts': db('GetItem', 'Query'),
  'shared/use-cases/calendar-feed.ts': db('GetItem', 'Query', 'PutItem'),
  'shared/use-cases/reinforced-duty.ts': db('GetItem', 'Query'),
  'shared/use-cases/duties.ts': db('GetItem', 'Query', 'BatchGetItem'),
  // The roster follows: what is changed on it stands on the directory record.
  'shared/use-cases/duty-layer.ts': db('GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'),
  'shared/use-cases/look-at-duty.ts': [...db('GetItem', 'Query', 'BatchGetItem'), WAKE],
  'shared/use-cases/duty-plot.ts': db('GetItem'),
  'shared/use-cases/open-duty.ts': db('GetItem'),
  'shared/use-cases/duty-events.ts': db('Query', 'GetItem'),
  'shared/use-cases/look-at-contract.ts': db('GetItem', 'Query', 'BatchGetItem'),
  // A roster as it is, and what is open.
  'shared/use-cases/look-at-roster.ts': [...db('GetItem', 'Query', 'BatchGetItem'), START, WAKE],
  'shared/use-cases/roster-plot.ts': [],
  'shared/use-cases/open-roster.ts': db('GetItem'),
  // Which sites the customer has, and so whether a contact reports for all of them.
  'shared/use-cases/own-calendar.ts': db('GetItem', 'Query', 'BatchGetItem'),
  'shared/use-cases/duty-views.ts': db('GetItem', 'Query', 'BatchGetItem'),
  'shared/use-cases/watch-log.ts': db('GetItem', 'Query'),
  'shared/use-cases/duty-report.ts': [...db('GetItem', 'Query'), WAKE],
  'shared/use-cases/calendar-of.ts': db('GetItem'),
  'shared/use-cases/note-repaired.ts': db('GetItem'),
  'shared/use-cases/note-scores.ts': db('GetItem', 'Query', 'UpdateItem', 'PutItem'),
  'shared/use-cases/customer-calendar.ts': db('GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'),
  'shared/use-cases/contacts.ts': db('GetItem', 'Query'),
  'shared/use-cases/contract-ledger.ts': db('GetItem', 'Query'),
  'shared/use-cases/count-open.ts': db('GetItem', 'Query', 'PutItem'),
  'shared/shell/deliver.ts': [...db('GetItem', 'Query', 'BatchGetItem', 'UpdateItem'), SECRET],
  'shared/use-cases/pack-files.ts': db('GetItem', 'Query'),
  'shared/use-cases/evidence.ts': db('GetItem', 'Query', 'PutItem'),
  'shared/shell/execution.ts': [],
  'shared/use-cases/agree-on-work.ts': db('GetItem', 'Query', 'PutItem'),
  'shared/use-cases/record-on-contract.ts': db('GetItem', 'Query', 'PutItem', 'BatchGetItem'),
  'shared/use-cases/facts.ts': db('GetItem', 'Query'),
  'shared/shell/follow-up.ts': db('GetItem', 'Query', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'),
  'shared/shell/give-up.ts': [...db('UpdateItem'), WAKE],
  'shared/shell/receipts.ts': [...db('GetItem', 'Query', 'PutItem', 'UpdateItem'), WAKE],
  'shared/shell/ring.ts': [...db('GetItem', 'UpdateItem', 'PutItem'), SECRET],
  'shared/shell/in-line.ts': db('Query', 'BatchWriteItem', 'DeleteItem'),
  'shared/use-cases/inbox.ts': db('GetItem'),
  'shared/shell/issue-link.ts': [...db('GetItem', 'PutItem'), SECRET],
  'shared/use-cases/jobs.ts': db('GetItem', 'Query'),
  'shared/use-cases/keep-watch.ts': [],
  'shared/use-cases/knowledge.ts': db('GetItem', 'Query', 'BatchGetItem'),
  'shared/use-cases/named-lines.ts': db('GetItem'),
  'shared/use-cases/obligations.ts': db('GetItem', 'Query', 'BatchGetItem'),
  'shared/use-cases/rates.ts': db('GetItem', 'Query'),
  'shared/use-cases/satisfaction.ts': db('Query'),
  'shared/use-cases/look-up.ts': db('GetItem', 'Query'),
  'shared/use-cases/link-end.ts': db('GetItem', 'Query'),
  'shared/use-cases/links.ts': db('GetItem', 'Query', 'UpdateItem'),
  'shared/use-cases/mutes.ts': db('GetItem', 'Query', 'PutItem'),
  'shared/use-cases/named-unit.ts': db('GetItem', 'Query'),
  'shared/use-cases/on-call.ts': db('Query', 'GetItem', 'BatchGetItem'),
  'shared/use-cases/open-repair.ts': [...db('GetItem', 'UpdateItem'), START, WAKE],
  'shared/use-cases/outdated.ts': db('GetItem', 'Query', 'PutItem', 'BatchWriteItem'),
  'shared/use-cases/on-the-line.ts': db('Query', 'GetItem', 'PutItem', 'DeleteItem'),
  'shared/use-cases/open-inbox.ts': [],
  'shared/use-cases/open-link.ts': [...db('GetItem'), SECRET],
  // Of each repair in a message that failed, the waiting execution is told.
  'shared/shell/page-failed.ts': [...db('GetItem', 'Query', 'BatchGetItem'), WAKE],
  // The old unit gives its place to the new one in the master data.
  'shared/use-cases/place-replacement.ts': db('GetItem', 'Query', 'BatchWriteItem', 'UpdateItem', 'DeleteItem'),
  'shared/shell/post.ts': [...db('GetItem', 'PutItem', 'UpdateItem'), SECRET],
  'shared/shell/forget.ts': db('GetItem', 'PutItem'),
  'shared/use-cases/contract-days.ts': db('GetItem', 'Query'),
  'shared/use-cases/edit-directory.ts': db('GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'),
  'shared/use-cases/import-directory.ts': db('GetItem', 'Query'),
  'shared/use-cases/planned-work.ts': db('GetItem', 'Query'),
  'shared/use-cases/plans-on-file.ts': db('Query'),
  'shared/use-cases/published-over.ts': [],
  'shared/use-cases/publish-plan.ts': db('GetItem', 'Query', 'PutItem', 'UpdateItem'),
  'shared/use-cases/pointers.ts': db('GetItem', 'Query'),
  'shared/use-cases/preview.ts': [],
  'shared/use-cases/preview-report.ts': [],
  'shared/use-cases/reach.ts': db('GetItem', 'Query', 'BatchGetItem'),
  'shared/use-cases/rights.ts': db('GetItem', 'Query', 'BatchGetItem'),
  'shared/use-cases/quote.ts': db('Query'),
  'shared/use-cases/bound.ts': db('GetItem', 'Query', 'BatchGetItem'),
  'shared/use-cases/contract-plot.ts': db('GetItem', 'Query', 'BatchGetItem'),
  'shared/use-cases/contracts.ts': db('GetItem', 'Query'),
  'shared/use-cases/open-of-unit.ts': db('GetItem'),
  'shared/use-cases/open-contract.ts': db('GetItem', 'Query'),
  'shared/use-cases/repair-plot.ts': db('GetItem', 'Query', 'BatchGetItem'),
  'shared/use-cases/repairs.ts': db('GetItem', 'Query'),
  'shared/use-cases/rebuild.ts': db('GetItem', 'Query', 'PutItem', 'BatchWriteItem'),
  'shared/use-cases/identified.ts': [],
  'shared/use-cases/late.ts': db('Query'),
  'shared/use-cases/recognise.ts': db('GetItem', 'Query'),
  'shared/use-cases/replacement-lookup.ts': db('GetItem', 'Query', 'BatchGetItem'),
  'shared/use-cases/report-by-code.ts': db('GetItem', 'Query', 'UpdateItem'),
  'shared/use-cases/report-fault.ts': [...db('GetItem', 'UpdateItem'), START, WAKE],
  'shared/shell/revive.ts': [START, WAKE],
  'shared/use-cases/rosters.ts': db('GetItem', 'Query', 'BatchGetItem', 'PutItem'),
  'shared/shell/sms-budget.ts': db('GetItem', 'PutItem'),
  'shared/use-cases/split.ts': [...db('GetItem', 'UpdateItem'), START],
  'shared/use-cases/loaner-stock.ts': db('GetItem', 'Query'),
  'shared/shell/sweep.ts': [...db('Query', 'BatchGetItem'), START, WAKE],
  'shared/shell/take-up.ts': [...db('UpdateItem'), START, WAKE],
  'shared/use-cases/take-back-fact.ts': db('GetItem', 'Query', 'PutItem'),
  'shared/use-cases/subjects.ts': [],
  'shared/use-cases/target.ts': db('GetItem', 'Query'),
  'shared/use-cases/team.ts': db('GetItem', 'Query', 'BatchGetItem'),
  'shared/use-cases/colleagues.ts': db('GetItem', 'Query', 'BatchGetItem'),
  'shared/use-cases/put-through.ts': [...db('GetItem', 'Query', 'BatchGetItem', 'PutItem'), WAKE],
  'shared/shell/tell-stuck.ts': db('GetItem', 'Query', 'BatchGetItem'),
  'shared/shell/worth-sending.ts': db('GetItem', 'UpdateItem'),
  'shared/use-cases/test-message.ts': db('GetItem', 'PutItem'),
  'shared/use-cases/verify-number.ts': db('GetItem', 'Query', 'PutItem', 'DeleteItem'),
  'shared/use-cases/unit-file.ts': db('GetItem', 'Query'),
  'shared/use-cases/advisories.ts': db('GetItem', 'Query'),
  'shared/use-cases/advisory-plot.ts': db('GetItem', 'Query'),
  'shared/use-cases/issue-advisory.ts': [...db('GetItem', 'Query', 'UpdateItem'), WAKE],
  'shared/use-cases/notice-plot.ts': db('GetItem', 'Query', 'BatchGetItem'),
  'shared/use-cases/answer-notice.ts': [...db('GetItem'), WAKE],
  'shared/use-cases/open-notice.ts': db('GetItem'),
  'shared/use-cases/whom-it-concerns.ts': db('GetItem', 'Query', 'BatchGetItem'),
  'shared/use-cases/act-on-upgrade.ts': [...db('GetItem', 'Query'), WAKE],
  'shared/use-cases/open-upgrade.ts': db('GetItem'),
  'shared/use-cases/plan-upgrade.ts': db('GetItem', 'Query', 'UpdateItem'),
  'shared/use-cases/upgrade-plot.ts': db('GetItem', 'Query', 'BatchGetItem'),
  'shared/use-cases/upgrades.ts': db('GetItem', 'Query'),
  'shared/use-cases/found-faults.ts': db('GetItem', 'Query'),
  'shared/use-cases/issue-report.ts': db('GetItem', 'Query'),
  'shared/use-cases/repairs-of-period.ts': db('GetItem', 'Query'),
  'shared/use-cases/visit-filling.ts': [],
  'functions/attachments/answer.ts': ['s3:GetObject'],
  'functions/documents/printing.ts': ['s3:GetObject', 's3:PutObject'],
  'functions/attachments/keep.ts': ['s3:ListBucket', 's3:PutObject'],
  // Providers that are no part of AWS.
  'functions/channels/alibaba/sms.ts': [],
  'functions/channels/twilio/voice.ts': [],
  'functions/channels/tencent/sms.ts': [],
  'functions/channels/alibaba/voice.ts': [],
  'functions/channels/tencent/voice.ts': [],
  'functions/channels/twilio/sms.ts': [],
  'functions/channels/ses/send.ts': ['ses:SendEmail'],
  'functions/channels/smtp/send.ts': [],
  'functions/channels/sns/send.ts': ['sns:Publish'],
  'functions/channels/webhook/send.ts': [SECRET],
  'functions/hotline/hmac-signature.ts': [SECRET],
  'functions/hotline/twilio-signature.ts': [SECRET],
  'functions/channels/secret.ts': [SECRET],
}
const LISTED =
  /^shared\/(use-cases|shell)\/|^functions\/attachments\/(answer|keep)\.ts$|^functions\/documents\/printing\.ts$|^functions\/channels\/[\w-]+\/send\.ts$|-signature\.ts$|channels\/secret\.ts$/

const ROOT = join(import.meta.dirname, '../..')
const { metafile } = await build({
  absWorkingDir: ROOT,
  entryPoints: Object.fromEntries(FUNCTION_IDS.map((id) => [id, FUNCTIONS[id].entry])),
  outdir: 'nowhere',
  write: false,
  bundle: true,
  platform: 'node',
  format: 'esm',
  metafile: true,
  packages: 'external',
})

/** The listed modules of which code is left in a function's bundle. */
const modulesOf = (id: FunctionId): string[] =>
  Object.entries(metafile.outputs[`nowhere/${id}.js`]?.inputs ?? {})
    .filter(([path, { bytesInOutput }]) => LISTED.test(path) && bytesInOutput > 0)
    .map(([path]) => path)

/** Beside what its code calls: its own log and traces, the table's key, and what Lambda does in its name to feed it. */
const RUNTIME = /^(logs|xray|kms):/
const FED: Partial<Record<FunctionId, RegExp>> = {
  DeliverFunction: /^(dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams)|sqs:)/,
  SweepFunction: /^sqs:/,
  MailEventsFunction: /^sqs:/,
}

/** All functions that change repairs share the grant on the table's items: it is the sum of what they call, no more. */
const unique = (actions: readonly string[]) => [...new Set(actions)].sort()
const calledBy = (id: FunctionId) => unique(modulesOf(id).flatMap((path) => CALLS[path] ?? [`unreviewed: ${path}`]))
const mayCall = (id: FunctionId) =>
  unique(actionsOf(held(id)).filter((action) => !RUNTIME.test(action) && !FED[id]?.test(action)))

describe('every action a role holds is one that its code calls', () => {
  const isTable = (action: string) => action.startsWith('dynamodb:')

  test.each(FUNCTION_IDS)('%s', (id) => {
    expect(mayCall(id).filter((action) => !isTable(action))).toEqual(calledBy(id).filter((action) => !isTable(action)))
    expect(mayCall(id)).toEqual(expect.arrayContaining(calledBy(id)))
  })

  test('on the table: nothing that no function calls', () => {
    const called = unique(FUNCTION_IDS.flatMap(calledBy).filter(isTable))
    expect(unique(FUNCTION_IDS.flatMap(mayCall).filter(isTable))).toEqual(called)
  })

  test('each secret is read by those alone who need it', () => {
    const readers = (output: string) =>
      FUNCTION_IDS.filter((id) => JSON.stringify(held(id).filter(({ Action }) => Action === SECRET)).includes(output))
    expect(readers('TwilioAuthToken')).toEqual(['TwilioFunction'])
    expect(readers('HotlineSecret')).toEqual(['CallsFunction'])
    expect(readers('LinkSecret')).toEqual(
      // Whoever puts links into messages or calendars, and whoever opens them; that none who takes calls holds it is their safety.
      ['LinksFunction', 'DirectoryFunction', 'AdvanceFunction', 'DeliverFunction', 'SweepFunction'],
    )
  })
})

describe('every resource a role holds is its own', () => {
  const imported = (name: string) => ({ 'Fn::ImportValue': expect.stringMatching(name) })
  /** The archive's, or the one that was restored in its place. */
  const orRestored = (resource: object) => ({ 'Fn::If': ['HasRestoredTable', expect.anything(), resource] })
  const table = orRestored(imported('ExportsOutputFnGetAttTable'))
  const index = (name: string) => ({ 'Fn::Join': ['', [table, `/index/${name}`]] })
  const ending = (tail: string) => ({ 'Fn::Join': ['', expect.arrayContaining([expect.stringContaining(tail)])] })

  const BY_NAME = [
    'webhook',
    'alibaba-sms',
    'tencent-sms',
    'twilio-sms',
    'twilio-voice',
    'alibaba-voice',
    'tencent-voice',
    'smtp',
    'sign-in',
  ]
  /** The resource of an action, for every function that holds it. */
  const ON: [RegExp, (id: FunctionId, resource: unknown) => unknown][] = [
    [/^dynamodb:(.*Item|Query)$/, () => [table, ...['gsi1', 'gsi2', 'gsi3', 'gsi4'].map(index)]],
    [/^dynamodb:.*(Stream|Records|Shard)/, () => orRestored(imported('StreamArn'))],
    [
      /^s3:(Get|Put)Object/,
      (_, resource) =>
        Array.isArray(resource)
          ? ['repair', 'visit'].map((kind) => ({ 'Fn::Join': ['', [imported('Attachments'), `/${kind}/*`]] }))
          : { 'Fn::Join': ['', [imported('Attachments'), '/visit/*']] },
    ],
    [/^s3:ListBucket/, () => imported('Attachments')],
    [/^kms:/, () => imported('ExportsOutputFnGetAttKey')],
    [/^states:/, () => WORKFLOW_KINDS.map((kind) => ending(`:stateMachine:ChengnuoService-${kind}`))],
    // Our own, or one that a channel is given by its name.
    [
      /^secretsmanager:/,
      (_, resource) =>
        JSON.stringify(resource).includes(':secret:')
          ? expect.toBeOneOf(BY_NAME.map((name) => ending(`:secret:chengnuo/${name}-??????`)))
          : imported('TwilioAuthToken|HotlineSecret|LinkSecret'),
    ],
    [/^ses:/, () => [ending(':identity/'), ending(':identity/'), ending(':configuration-set/chengnuo')]],
    [/^sns:/, () => undefined],
    [/^sqs:/, () => ({ 'Fn::GetAtt': [expect.stringContaining('DeadLetters'), 'Arn'] })],
    [/^logs:/, (id) => ({ 'Fn::GetAtt': [expect.stringMatching(`^${id}Log`), 'Arn'] })],
    [/^xray:/, () => '*'],
  ]

  test.each(FUNCTION_IDS)('%s', (id) => {
    for (const { Action, Resource } of held(id)) {
      const [first = ''] = [Action].flat()
      expect(Resource, first).toEqual(ON.find(([action]) => action.test(first))?.[1](id, Resource))
    }
  })

  test('beside the functions, the schedule and the workflow have roles: to call their functions, and to tell', () => {
    const others = resources(service, 'AWS::IAM::Role').filter(([role]) => !FUNCTION_IDS.map(roleOf).includes(role))
    const calls = others.map(([role]) =>
      statementsOf(service, role)
        .filter(({ Action }) => [Action].flat().every((action) => !RUNTIME.test(action)))
        .map(({ Action, Resource }) => [Action, JSON.stringify(Resource).match(/\w+(Function|Letters)/g)]),
    )
    expect(others.map(([role]) => role.replace(/Role.*/, ''))).toEqual([
      'RepairWorkflowStateMachine',
      'ContractWorkflowStateMachine',
      'VisitWorkflowStateMachine',
      'UpgradeWorkflowStateMachine',
      'AdvisoryWorkflowStateMachine',
      'NoticeWorkflowStateMachine',
      'DutyWorkflowStateMachine',
      'RosterWorkflowStateMachine',
      'FrontUpload',
      'SweepSchedule',
    ])
    const machine = [
      ['lambda:InvokeFunction', ['AdvanceFunction', 'AdvanceFunction']],
      ['lambda:InvokeFunction', ['AwaitFunction', 'AwaitFunction']],
    ]
    expect(calls).toEqual([
      machine,
      machine,
      machine,
      machine,
      machine,
      machine,
      machine,
      machine,
      // CDK's own function, of the console's files alone.
      [
        [expect.arrayContaining(['s3:GetObject*']), null],
        [expect.arrayContaining(['s3:PutObject']), null],
      ],
      [
        ['lambda:InvokeFunction', ['SweepFunction', 'SweepFunction']],
        ['sqs:SendMessage', ['SweepScheduleDeadLetters']],
      ],
    ])
  })
})
