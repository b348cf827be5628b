// What the history knows of customers and of each contact with them.

export type Channel = 'voice' | 'chat' | 'sms' | 'email';
export type Outcome = 'resolved' | 'follow-up' | 'escalated';
export type Sentiment = 'positive' | 'neutral' | 'negative';

export type Customer = {
  readonly id: string;
  readonly name: string;
  readonly company: string;
  readonly phone: string;
  readonly email: string;
  readonly plan: string;
  readonly customerSince: number;
};

export type Contact = {
  readonly id: string;
  readonly customerId: string;
  readonly at: Date;
  readonly channel: Channel;
  readonly subject: string;
  readonly summary: string;
  readonly agent: string;
  readonly outcome: Outcome;
  readonly sentiment: Sentiment;
};

export const CHANNELS: readonly Channel[] = ['voice', 'chat', 'sms', 'email'];

export const CHANNEL_NAMES: Readonly<Record<Channel, string>> = {
  voice: 'Voice',
  chat: 'Chat',
  sms: 'SMS',
  email: 'Email',
};
