import { type App, Validations } from 'aws-cdk-lib'
import type { CfnBucket } from 'aws-cdk-lib/aws-s3'
import { AwsSolutionsChecks } from 'cdk-nag'
import type { IConstruct } from 'constructs'
import type { FunctionId } from './functions.ts'
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
  ...files(stacks),
  ...functions(stacks),
  ...callers(stacks),
  ...openRoutes(stacks),
  ...otherMethods(stacks),
  ...queues(stacks),
  ...front(stacks),
  ...staff(stacks),
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

const files = ({ data }: Stacks): Acknowledgement[] => [
  [
    data.attachments,
    'S1',
    'Four functions alone reach it, and what they are asked stands in the access log of the edge and on the audit record.',
  ],
]

/** Those that keep files beside repairs and visits, and give them out; and those that issue reports of visits. */
const FILES: readonly { readonly id: FunctionId; readonly of: readonly ('repair' | 'visit')[] }[] = [
  { id: 'LinksFunction', of: ['repair', 'visit'] },
  { id: 'LedgerFunction', of: ['repair', 'visit'] },
  { id: 'ApiFunction', of: ['visit'] },
  { id: 'AdvanceFunction', of: ['visit'] },
]

const functions = ({ data, service }: Stacks): Acknowledgement[] => [
  ...FILES.flatMap(({ id, of }) =>
    bucketNames(data).flatMap((bucket) =>
      of.map(
        (kind): Acknowledgement => [
          service.functions[id].role ?? service,
          `IAM5[Resource::${bucket}/${kind}/*]`,
          'The files of all repairs or visits, of that one bucket: which of them somebody may open, the function decides.',
        ],
      ),
    ),
  ),
  ...Object.values(service.functions).map(
    ({ role, node }): Acknowledgement => [
      role ?? node.scope ?? service,
      'IAM5[Resource::*]',
      'X-Ray knows no resources: PutTraceSegments and PutTelemetryRecords can be granted on * only.',
    ],
  ),
]

/** The bucket stands in another stack: as a finding names it before and after what is exported from there is resolved. */
function bucketNames(data: Stacks['data']): readonly string[] {
  const bucket = data.getLogicalId(data.attachments.node.defaultChild as CfnBucket)
  const exported: { readonly 'Fn::ImportValue': string } = data.resolve(data.exportValue(data.attachments.bucketArn))
  return [`<${bucket}.Arn>`, exported['Fn::ImportValue']]
}

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
  '/receipts/{channel}':
    'Providers cannot send a JWT; the function takes what the provider signed, or what only we and the provider know.',
  '/p/{token}': "The engineer's link is a capability: unguessable, for one repair and one person, expiring.",
  '/p/{token}/key': "The engineer's capability, as a telephone provider passes their key on.",
  '/i/{token}': "The person's link is a capability: unguessable, for what was paged or asked of them, expiring.",
  '/c/{token}': "The customer's link is a capability: unguessable, for one repair and one person, expiring.",
  '/f/{token}': 'The address of a calendar is a capability: unguessable, for one person, ended by them or a manager.',
  '/p/{token}/files/{file}': "The engineer's capability also opens the files of that one repair.",
  '/c/{token}/files/{file}': "The customer's capability also opens the files of that one repair.",
  '/r': 'Asks for the number on a unit, and tells nothing.',
  '/r/{serial}':
    'The code on a unit: anybody may report a fault, as by telephone; limited by unit, address and in all.',
  '/phone/{file}': 'The script of the pages is public and holds no data.',
  '/c/{token}/report': "The customer's capability also opens the service report of that one repair.",
  '/sign-in': 'Whoever comes here has no token yet; it leads to the provider and does nothing.',
  '/sign-in/callback': 'Takes what the provider sends back, for the attempt that this browser began.',
  '/sign-out': 'Ends the session of the browser that asks, which may be over already; other sites are refused.',
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

const front = ({ service }: Stacks): Acknowledgement[] => {
  if (!service.front) return []
  const { bucket, distribution, uploader } = service.front
  const copies = service.node.children.filter(({ node }) => node.id.startsWith('Custom::CDKBucketDeployment'))
  return [
    [bucket, 'S1', "It holds the console's files, which are nobody's secret; who asks for them is CloudFront alone."],
    [distribution, 'CFR1', 'Staff and customers may be anywhere; who they are decides.'],
    [
      distribution,
      'CFR2',
      'Each route has a throttle of its own, bodies have a limit, and floods are part of the design; a firewall is the operator’s to add.',
    ],
    [
      distribution,
      'CFR3',
      'Its log would hold whole paths, and the paths of links are capabilities. The API logs routes.',
    ],
    [
      distribution,
      'CFR4',
      'With the certificate of FrontCertificateArn it is TLS 1.2 of 2021; without one it has no name of ours.',
    ],
    ...['GetObject*', 'GetBucket*', 'List*', 'DeleteObject*', 'Abort*'].map(
      (action): Acknowledgement => [uploader, `IAM5[Action::s3:${action}]`, COPIES],
    ),
    [
      uploader,
      'IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*]',
      COPIES,
    ],
    [uploader, 'IAM5[Resource::<FrontBucketBAC084C5.Arn>/*]', COPIES],
    ...copies.map((copy): Acknowledgement => [copy, 'L1', 'The runtime of CDK’s own function is CDK’s to choose.']),
  ]
}
const COPIES =
  "CDK's own function, which runs only when the stack is deployed: it reads the built files and writes them into their bucket."

const staff = ({ data }: Stacks): Acknowledgement[] =>
  data.staff
    ? [
        [data.staff.pool, 'COG2', 'Required, unless whoever deploys says `-c mfa=optional`.'],
        [
          data.staff.pool,
          'COG8',
          'The plus tier costs by the person; a second factor and no self-registration stand for it.',
        ],
      ]
    : []
