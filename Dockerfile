# One image for `serve`, `worker` and every other command: docker run passerelle <command>
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json tsconfig.client.json ./
COPY src ./src
COPY build ./build
RUN npm run build && npm prune --omit=dev

FROM node:22-slim
ENV NODE_ENV=production \
    PASSERELLE_DATA_DIR=/data \
    PASSERELLE_OFFICE_HOST=0.0.0.0
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
COPY openapi ./openapi
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8443 8080
# The office listener says whether the process answers; it speaks HTTPS when it has a certificate, whoever issued it.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s CMD ["node", "-e", "const e = process.env, tls = Boolean(e.PASSERELLE_OFFICE_TLS_CERT); require(tls ? 'https' : 'http').get({ host: '127.0.0.1', port: e.PASSERELLE_OFFICE_PORT || 8080, path: '/healthz', rejectUnauthorized: false }, (r) => process.exit(r.statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1))"]
ENTRYPOINT ["node", "dist/main.js"]
CMD ["serve"]
