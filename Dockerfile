FROM maven:3.9.12-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml ./
COPY src/main/ src/main/
RUN --mount=type=cache,target=/m2 mvn -q -B package -Dmaven.test.skip=true -Dmaven.repo.local=/m2

FROM eclipse-temurin:25.0.3_9-jre-noble
WORKDIR /app
# What changes least comes first: a new jar leaves the layer of the libraries alone.
COPY --from=build /build/target/lib/ lib/
COPY config/ config/
COPY --from=build /build/target/tributary.jar /build/target/sbom.json ./

# The AOT cache is made last and in this image: the JVM takes a stale one without a word and runs the old
# code. The training run is a whole life: it warms up, is ready, and is stopped. Its flags are those of the
# ENTRYPOINT, or the JVM refuses the cache; --enable-native-access is missing from both because the jar's
# manifest grants it. Only -Xmx is extra: on a build machine whose half of the memory passes 32 GB, object
# pointers would be wide, and the cache of no use in a small container.
RUN ["bash", "-c", "\"$@\" > /tmp/training.log & until grep -qs Ready: /tmp/training.log; do sleep 0.1; kill -0 $! || exit 1; done; kill -TERM $!; wait $! && test -s /app/tributary.aot", "training", \
     "java", "-XX:AOTCacheOutput=/app/tributary.aot", "-Xmx256m", \
     "-XX:+UseG1GC", "-XX:MaxRAMPercentage=50", "-XX:MaxDirectMemorySize=128m", "-XX:+ExitOnOutOfMemoryError", \
     "-jar", "/app/tributary.jar", "/app/config/tributary.yaml"]

# A number, so that Kubernetes can tell that it is not root.
USER 10001:10001
EXPOSE 8080 9090
STOPSIGNAL SIGTERM
# The image has neither curl nor wget, but it has bash. Kubernetes ignores this and has its own probes.
HEALTHCHECK --interval=5s --timeout=2s --start-period=10s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9090 && printf 'GET /readyz HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["java", "-XX:AOTCache=/app/tributary.aot", \
            "-XX:+UseG1GC", "-XX:MaxRAMPercentage=50", "-XX:MaxDirectMemorySize=128m", "-XX:+ExitOnOutOfMemoryError", \
            "-jar", "/app/tributary.jar"]
CMD ["/app/config/tributary.yaml"]

# docker build --build-arg REVISION="$(git rev-parse HEAD)" .
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Tributary" \
      org.opencontainers.image.description="Many backends, one answer: concurrent API aggregation on Vert.x." \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="docker.io/library/eclipse-temurin:25.0.3_9-jre-noble"
