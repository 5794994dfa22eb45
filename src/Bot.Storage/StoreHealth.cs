using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bot.Storage;

/// <summary>Whether the store takes writes now; for <c>/health/ready</c>.</summary>
public sealed class StoreHealth(Store store) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await store.ProbeAsync(cancellationToken).ConfigureAwait(false) is { } wrong
            ? new(context.Registration.FailureStatus, wrong)
            : HealthCheckResult.Healthy();
}
