// Flex's Notifications: registered once, shown and dismissed, and told of by the same events.
import { Emitter } from './emitter.ts';

export type FakeNotification = {
  readonly id: string;
  readonly content?: unknown;
  readonly type?: string;
  /** Milliseconds until it goes by itself; 0 keeps it. Default 8000. */
  readonly timeout?: number;
  readonly [key: string]: unknown;
};

export const NOTIFICATION_TYPES = {
  information: 'information',
  success: 'success',
  warning: 'warning',
  error: 'error',
} as const;

export class FakeNotifications extends Emitter {
  readonly registeredNotifications = new Map<string, FakeNotification>();
  readonly activeNotifications: FakeNotification[] = [];

  registerNotification(notification: FakeNotification): void {
    if (this.registeredNotifications.has(notification.id))
      throw new Error(`The notification ${notification.id} is registered already.`);
    this.registeredNotifications.set(notification.id, { timeout: 8_000, ...notification });
  }

  /** Null for an id that nobody registered, or when a `beforeAddNotification` listener cancelled it. */
  showNotification(id: string, context?: object): FakeNotification | null {
    const registered = this.registeredNotifications.get(id);
    if (!registered) return null;
    const shown = { ...registered, context };
    let isCancelled = false;
    this.emit('beforeAddNotification', shown, () => {
      isCancelled = true;
    });
    if (isCancelled) return null;
    this.activeNotifications.push(shown);
    this.emit('notificationAdded', shown);
    const { timeout = 0 } = shown;
    if (timeout > 0) setTimeout(() => this.dismissNotification(shown), timeout);
    return shown;
  }

  showNotificationSingle(id: string): void {
    if (!this.isNotificationActive(id)) this.showNotification(id);
  }

  dismissNotification(notification: FakeNotification): void {
    const at = this.activeNotifications.indexOf(notification);
    if (at < 0) return;
    this.activeNotifications.splice(at, 1);
    this.emit('notificationDismissed', notification);
  }

  dismissNotificationById(id: string): void {
    this.#dismissThose((it) => it.id === id);
  }

  dismissAll(): void {
    this.#dismissThose(() => true);
  }

  isNotificationActive(id: string): boolean {
    return this.activeNotifications.some((it) => it.id === id);
  }

  #dismissThose(isMeant: (notification: FakeNotification) => boolean): void {
    for (const it of this.activeNotifications.filter(isMeant)) this.dismissNotification(it);
  }
}
