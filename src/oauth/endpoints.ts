import type { Endpoint } from '../http/endpoint.ts';
import { getMetadata } from './metadata.ts';
import { postRevoke } from './revoke.ts';
import { postToken } from './token.ts';

/** OAuth 2 for apps. The page on which one lets an app in is the web app's. */
export const oauthEndpoints: readonly Endpoint[] = [getMetadata, postToken, postRevoke];
