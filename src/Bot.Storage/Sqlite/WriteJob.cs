namespace Bot.Storage.Sqlite;

/// <summary>One thing to write. It is applied within a batch's transaction, and told the end only when the batch is durable.</summary>
internal abstract class WriteJob
{
    /// <summary>Writes, or decides not to. May be called again in a new transaction when a neighbour in the batch failed.</summary>
    public abstract void Apply(WriteStatements statements, long now);

    /// <summary>True when nobody waits for it: it may wait a little for others to share a flush with.</summary>
    public virtual bool IsPatient => false;

    /// <summary>The batch is durable.</summary>
    public abstract void Kept();

    /// <summary>Nothing of it was kept.</summary>
    public abstract void Failed(Exception error);
}

/// <summary>A write with a result.</summary>
internal abstract class WriteJob<T> : WriteJob
{
    // Continuations off the writer's thread: it must never run a caller's code.
    private readonly TaskCompletionSource<T> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> End => _end.Task;

    public sealed override void Apply(WriteStatements statements, long now) => _result = Write(statements, now);

    public sealed override void Kept() => _end.TrySetResult(_result);

    public sealed override void Failed(Exception error) => _end.TrySetException(error);

    protected abstract T Write(WriteStatements statements, long now);
}
