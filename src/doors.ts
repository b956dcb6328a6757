import type { Hono } from 'hono';
import type { Deps } from './deps.ts';

/** Paths whose bodies may be larger than others': uploads, whose doors set limits of their own. */
export const uploadPaths: readonly string[] = ['/api/v1/media', '/api/v2/media'];

/**
 * Registers every door. Each asks for just the part of `Deps` that it uses, so it can be mounted by a test
 * with less.
 */
export function mountDoors(_app: Hono, _deps: Deps): void {}
