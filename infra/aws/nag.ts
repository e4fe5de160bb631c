import { type App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import type { IConstruct } from 'constructs'
import type { createStacks } from './stacks.ts'

type Stacks = ReturnType<typeof createStacks>
type Acknowledgement = readonly [where: IConstruct, finding: string, reason: string]

/** Fails the synthesis on any finding of cdk-nag's AwsSolutions pack that is not acknowledged here. */
export function checkWithNag(app: App, stacks: Stacks): void {
  acknowledge(stacks)
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
}

export function acknowledge(stacks: Stacks): void {
  for (const [where, finding, reason] of acknowledgements(stacks)) {
    Validations.of(where).acknowledge({ id: `AwsSolutions-${finding}`, reason })
  }
  Validations.of(stacks.service).acknowledge({
    id: 'CloudFormation-Validate::W1030',
    reason:
      'ConnectInstanceArn may be empty: the permission that needs it then falls away by the condition HasConnect.',
  })
}

const acknowledgements = (stacks: Stacks): Acknowledgement[] => [
  ...secrets(stacks),
  ...functions(stacks),
  ...callers(stacks),
  ...openRoutes(stacks),
  ...otherMethods(stacks),
  ...queues(stacks),
]

const secrets = ({ data }: Stacks): Acknowledgement[] => [
  [
    data.hotlineSecret,
    'SMG4',
    'The hotline system holds the same key; a rotation it does not know of would refuse every call. Changed by hand, on both sides.',
  ],
  [
    data.linkSecret,
    'SMG4',
    'Links are derived from it: rotating it would break the links in messages already sent. Changed by hand after a leak.',
  ],
  [
    data.twilioToken,
    'SMG4',
    'Issued by Twilio; only Twilio can rotate it, and the deployer then puts the new one here.',
  ],
]

const functions = ({ service }: Stacks): Acknowledgement[] => [
  ...Object.values(service.functions).map(
    ({ role, node }): Acknowledgement => [
      role ?? node.scope ?? service,
      'IAM5[Resource::*]',
      'X-Ray knows no resources: PutTraceSegments and PutTelemetryRecords can be granted on * only.',
    ],
  ),
]

const callers = ({ service: { workflows, sweepSchedule } }: Stacks): Acknowledgement[] => [
  ...Object.values(workflows).flatMap((workflow): Acknowledgement[] => [
    [
      workflow,
      'IAM5[Resource::*]',
      'CloudWatch log delivery and X-Ray actions of Step Functions have no resource-level permissions.',
    ],
    [
      workflow,
      'IAM5[Resource::<AdvanceFunction.Arn>:*]',
      "Versions of the one function that the machine's Advance calls.",
    ],
    [workflow, 'IAM5[Resource::<AwaitFunction.Arn>:*]', "Versions of the one function that the machine's waits call."],
  ]),
  [
    sweepSchedule,
    'IAM5[Resource::<SweepFunction.Arn>:*]',
    'Versions of the one function that the schedule is there to call.',
  ],
]

/** A route opened without a reason stays a finding. */
const openRoutes = ({ service }: Stacks): Acknowledgement[] =>
  service.edge.openRoutes.flatMap((route) => {
    const reason = OPEN_BECAUSE[route.path ?? '']
    return reason === undefined ? [] : [[route, 'APIG4', reason]]
  })

const OPEN_BECAUSE: Record<string, string> = {
  '/hotline/twilio/voice': 'Twilio cannot send a JWT; the function verifies the signature of every request.',
  '/hotline/calls': 'Hotline systems sign the body and its time; the function verifies that and refuses replays.',
  '/p/{token}': "The engineer's link is a capability: unguessable, for one repair and one person, expiring.",
  '/i/{token}': "The person's link is a capability: unguessable, for what was paged or asked of them, expiring.",
  '/c/{token}': "The customer's link is a capability: unguessable, for one repair and one person, expiring.",
  '/c/{token}/report': "The customer's capability also opens the service report of that one repair.",
  '/api/openapi.json': 'The description of the API is public and holds no data.',
}

const otherMethods = ({ service }: Stacks): Acknowledgement[] =>
  service.edge.otherMethods.map((route) => [
    route,
    'APIG4',
    'Answers that the path has no such method, and nothing else.',
  ])

const queues = ({ service }: Stacks): Acknowledgement[] => [
  [service.mailStream.deadLetters, 'SQS3', "It is the mail stream's dead-letter queue itself, and alarmed on."],
  [service.sweepSchedule.deadLetters, 'SQS3', "It is the sweeper's dead-letter queue itself, and alarmed on."],
]
