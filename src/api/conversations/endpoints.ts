import type { Endpoint } from '../../http/endpoint.ts';
import { shownEndpoints } from './attributes.ts';
import { conversationEndpoints } from './conversations.ts';
import { messageEndpoints } from './messages.ts';
import { messageSettingsEndpoints } from './settings.ts';

/** Private conversations. The settings come first: their path would else be read as a conversation's. */
export const messagingEndpoints: readonly Endpoint[] = [
  ...messageSettingsEndpoints,
  ...conversationEndpoints,
  ...messageEndpoints,
  ...shownEndpoints,
];
