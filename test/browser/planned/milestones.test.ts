import { describe, expect, it } from 'vitest'
import { signContract } from '../../scenarios/planned/contract.ts'
import { at } from '../../support/play.ts'
import { expectReadable, hasConsole, LOOKS, onStage } from '../support.ts'

/** What a contract owes is recorded at the desk, in front of the real system. */
describe.skipIf(!hasConsole)('a contract at the desk', () => {
  const stage = onStage(at('03-01 09:00', 2027))
  const enter = async (...[options]: [Parameters<typeof stage.enter>[2]?]) => {
    await signContract(stage.place.host, 'H', { deliveredOn: undefined, acceptedOn: undefined })
    return stage.enter('manager', '/customers?list=contracts&id=NEW-1', options)
  }

  it('[H10] a delivery is recorded with its day where it is owed, and taken back there', async () => {
    const page = await enter()
    const facts = page.getByRole('region', { name: '合同履行' })
    const delivery = facts.getByRole('listitem').filter({ hasText: '供货' }).filter({ hasText: 'H10' })
    await delivery.getByRole('button', { name: '登记' }).click()
    await delivery.getByLabel('交付或办了什么').fill('到货签收单')
    await delivery.getByLabel('是哪一天').fill('2027-02-27')
    await delivery.getByRole('button', { name: '登记' }).click()
    await delivery.getByText('已登记').waitFor()
    await page.getByText('2027-02-27').first().waitFor()
    await facts.getByText('登记记录 1 条').click()
    await facts.getByRole('button', { name: '撤回' }).click()
    await facts.getByLabel('为什么登记有误').fill('登错了合同')
    await facts.getByRole('button', { name: '撤回' }).click()
    await facts.getByText('撤回：登错了合同').waitFor()
    expect(await delivery.getByRole('button', { name: '登记' }).count()).toBe(1)
  })

  it.each(LOOKS)('%s, %o: nothing hangs out at the side, nothing is too faint', async (colorScheme, viewport) => {
    const page = await enter({ colorScheme, viewport })
    const facts = page.getByRole('region', { name: '合同履行' })
    await facts.getByRole('button', { name: '登记' }).first().click()
    await facts.getByLabel('交付或办了什么').fill('到货签收单')
    await page.screenshot({ path: `test/.artifacts/contract-${colorScheme}-${viewport.width}.png`, fullPage: true })
    await expectReadable(page, `contract ${colorScheme} ${viewport.width}`)
    await page.screenshot({ path: `test/.artifacts/contract-${colorScheme}-${viewport.width}.png`, fullPage: true })
  })
})
