using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Bot.Tests.Kit.LongestFirst))]

namespace Bot.Tests.Kit;

/// <summary>Begins with the suites that take minutes, so that none of them runs alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        "ReferenceOnRedisTests", "KilledServiceTests", "PaceTests", "StoreContracts", "CampaignCrashTests", ".CrashTests", "ReferenceOnSqliteTests", "OperatorApiTests", "PushApiTests",
    ];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : notnull, ITestCollection => [.. testCollections.OrderBy(Place)];

    private static int Place<TTestCollection>(TTestCollection collection)
        where TTestCollection : notnull, ITestCollection => Array.FindIndex(Long, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)) is >= 0 and var at ? at : Long.Length;
}
