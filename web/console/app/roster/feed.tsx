import { useMutation } from '@tanstack/react-query'
import Button from 'antd/es/button'
import Input from 'antd/es/input'
import { text } from '../../../../shared/kernel/text.ts'
import { call } from '../outside/api.ts'
import { Problem } from '../parts/problem.tsx'
import { useSay } from '../words.ts'

/** An address by which a phone's calendar has one's own duty and visits. */
export function OwnCalendar() {
  const say = useSay()
  const address = useMutation({
    mutationFn: (renew: boolean) => call('POST /api/calendar-feeds', { body: { renew } }),
  })
  return (
    <section className="panel" aria-label={say(text('手机日历', 'My calendar'))}>
      <header>
        <h2>{say(text('手机日历', 'My calendar'))}</h2>
      </header>
      <div className="in feed">
        <p className="mid">
          {say(
            text(
              '手机日历订阅一个地址，就有您的值班、上门和回访。地址只给您本人。',
              'Your phone’s calendar subscribes to an address, and has your duty, visits and calls. It is for you alone.',
            ),
          )}
        </p>
        {address.error && <Problem error={address.error} />}
        {address.data && <Input readOnly aria-label={say(text('日历地址', 'Address'))} value={address.data.url} />}
        <Button loading={address.isPending} onClick={() => address.mutate(address.data !== undefined)}>
          {address.data
            ? say(text('换新地址，旧的作废', 'Another address; this one ends'))
            : say(text('给我地址', 'Give me the address'))}
        </Button>
      </div>
    </section>
  )
}
