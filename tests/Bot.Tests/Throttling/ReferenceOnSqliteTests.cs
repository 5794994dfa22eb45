using Bot.Tests.Contracts;

namespace Bot.Tests.Throttling;

/// <summary>On SQLite.</summary>
public sealed class ReferenceOnSqliteTests(StoreServers servers) : ReferenceTests(StoreKind.Sqlite, servers), IClassFixture<StoreServers>;
