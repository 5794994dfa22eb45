using Bot.Tests.Contracts;

namespace Bot.Tests.Throttling;

/// <summary>On Redis.</summary>
public sealed class ReferenceOnRedisTests(StoreServers servers) : ReferenceTests(StoreKind.Redis, servers), IClassFixture<StoreServers>;
