import { defineConfig } from 'drizzle-kit';

/** `npm run db:generate -- --name WHAT` writes the next migration; those committed are never edited. */
export default defineConfig({
  dialect: 'sqlite',
  schema: [
    './server/store/schema.ts',
    './server/store/desk-schema.ts',
    './server/store/publication-schema.ts',
    './server/store/carried-schema.ts',
    './server/store/rates-schema.ts',
    './server/store/money-schema.ts',
    './server/store/members-schema.ts',
    './server/store/push-schema.ts',
    './server/store/quote-schema.ts',
    './server/store/receiving-schema.ts',
    './server/store/standing-schema.ts',
    './server/store/request-text-schema.ts',
    './server/store/program-schema.ts',
    './server/store/drive-schema.ts',
  ],
  out: './server/store/migrations',
});
