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
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Construct } from 'constructs'

/** What must outlive every deployment: the archive and the secrets that signed links and webhooks. */
export class DataStack extends Stack {
  readonly table: Table
  readonly hotlineSecret: Secret
  readonly linkSecret: Secret
  /** Generated as a placeholder; the deployer puts the Twilio account's auth token in its place. */
  readonly twilioToken: Secret

  constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, { ...props, terminationProtection: true, description: 'Chengnuo: service archive and secrets' })
    this.table = this.createTable()
    this.hotlineSecret = this.createSecret('HotlineSecret', 'Key with which hotline systems sign their webhooks')
    this.linkSecret = this.createSecret('LinkSecret', "Key from which engineers' and customers' links are derived")
    this.twilioToken = this.createSecret('TwilioAuthToken', 'Auth token of the Twilio account: replace the placeholder')
    new CfnOutput(this, 'TableName', { value: this.table.tableName, description: 'Load the directory into this table' })
    new CfnOutput(this, 'HotlineSecretArn', { value: this.hotlineSecret.secretArn })
    new CfnOutput(this, 'TwilioAuthTokenArn', { value: this.twilioToken.secretArn })
  }

  /** Single table: `gsi1` serves boards and reports, the sparse `gsi2` what the sweeper looks for. */
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
    for (const index of ['gsi1', 'gsi2']) {
      table.addGlobalSecondaryIndex({
        indexName: index,
        partitionKey: text(`${index}pk`),
        sortKey: text(`${index}sk`),
        projectionType: ProjectionType.ALL,
      })
    }
    return table
  }

  private createSecret(id: string, description: string): Secret {
    return new Secret(this, id, {
      description: `Chengnuo: ${description}`,
      generateSecretString: { passwordLength: 48, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    })
  }
}

const text = (name: string) => ({ name, type: AttributeType.STRING })
