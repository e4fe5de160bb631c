import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib'
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb'
import { Key } from 'aws-cdk-lib/aws-kms'
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Construct } from 'constructs'
import { StaffPool } from './constructs/staff-pool.ts'

/** What must outlive every deployment: the archive and the secrets that signed links and webhooks. */
export class DataStack extends Stack {
  readonly table: Table
  /** Photos, signatures and papers beside repairs. */
  readonly attachments: Bucket
  readonly hotlineSecret: Secret
  readonly linkSecret: Secret
  /** Generated as a placeholder; the deployer puts the Twilio account's auth token in its place. */
  readonly twilioToken: Secret
  /** With `-c signIn=cognito`; otherwise staff are another provider's. */
  readonly staff: StaffPool | undefined

  constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, { ...props, terminationProtection: true, description: 'Chengnuo: service archive and secrets' })
    this.table = this.createTable()
    this.attachments = this.createBucket()
    this.hotlineSecret = this.createSecret('HotlineSecret', 'Key with which hotline systems sign their webhooks')
    this.linkSecret = this.createSecret('LinkSecret', "Key from which engineers' and customers' links are derived")
    this.twilioToken = this.createSecret('TwilioAuthToken', 'Auth token of the Twilio account: replace the placeholder')
    this.staff = this.createStaff()
    new CfnOutput(this, 'TableName', { value: this.table.tableName, description: 'Load the directory into this table' })
    new CfnOutput(this, 'HotlineSecretArn', { value: this.hotlineSecret.secretArn })
    new CfnOutput(this, 'TwilioAuthTokenArn', { value: this.twilioToken.secretArn })
  }

  private createStaff(): StaffPool | undefined {
    const asked = this.node.tryGetContext('signIn')
    if (asked === undefined) return undefined
    if (asked !== 'cognito') throw new Error(`-c signIn=cognito, or leave it out: not "${asked}"`)
    return new StaffPool(this, 'Staff', { isMfaOptional: this.node.tryGetContext('mfa') === 'optional' })
  }

  /**
   * Single table: `gsi1` serves boards, look-ups and lists of a customer, the sparse `gsi2` what waits; the sparse `gsi3` and `gsi4` count
   * the ledger's lines by clause and by engineer.
   */
  private createTable(): Table {
    const encryptionKey = new Key(this, 'Key', {
      description: 'Chengnuo: encrypts the service archive',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    })
    const table = new Table(this, 'Table', {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey,
      stream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: 'expiresAt',
    })
    for (const [indexName, projection] of INDEXES.slice(0, this.indexCount())) {
      table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: text(`${indexName}pk`),
        sortKey: text(`${indexName}sk`),
        ...projection,
      })
    }
    return table
  }

  /** Under the key of the archive that it belongs to. Nobody may delete from it, and what is put twice is there before and after. */
  private createBucket(): Bucket {
    return new Bucket(this, 'Attachments', {
      encryption: BucketEncryption.KMS,
      ...(this.table.encryptionKey && { encryptionKey: this.table.encryptionKey }),
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
    })
  }

  /** A table that is there gains one index per deployment, so one that lacks two is deployed with `-c indexes=3` first. */
  private indexCount(): number {
    return Number(this.node.tryGetContext('indexes') ?? INDEXES.length)
  }

  private createSecret(id: string, description: string): Secret {
    return new Secret(this, id, {
      description: `Chengnuo: ${description}`,
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    })
  }
}

const WHOLE = { projectionType: ProjectionType.ALL }
/** Enough to count a line of the ledger. */
const COUNTED = { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: ['outcome', 'lateMs'] }
const INDEXES = [
  ['gsi1', WHOLE],
  ['gsi2', WHOLE],
  ['gsi3', COUNTED],
  ['gsi4', COUNTED],
] as const

const text = (name: string) => ({ name, type: AttributeType.STRING })
