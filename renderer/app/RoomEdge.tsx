// The edge around each room: a room that fails leaves the rest of the desk standing, says so, and can be tried again.
import { Component, Suspense, type ReactNode } from 'react';
import { t } from '../text/t.ts';
import { Banner, Button, Skeleton } from '../ui/index.ts';

interface Props {
  children: ReactNode;
  /** Drawn while the room is loaded; false for rooms that take no place. */
  waiting?: boolean;
}

export class RoomEdge extends Component<Props, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }
  override render(): ReactNode {
    if (this.state.failed)
      return (
        <div className="cl-room-failed">
          <Banner
            tone="amber"
            title={t('app.room.failed')}
            action={
              <Button size="small" onPress={() => this.setState({ failed: false })}>
                {t('app.room.again')}
              </Button>
            }
          >
            {t('app.room.failed.next')}
          </Banner>
        </div>
      );
    const { waiting = true, children } = this.props;
    return (
      <Suspense fallback={waiting ? <Skeleton label={t('app.room.loading')} /> : null}>{children}</Suspense>
    );
  }
}
