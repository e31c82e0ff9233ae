import { render, screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { GradeBadge } from '../../../components/ui/grade-badge.tsx';
import { LifeBar } from '../../../components/ui/life-bar.tsx';
import { ToneShape } from '../../../components/ui/tone-shape.tsx';

const tones = ['calm', 'soon', 'urgent', 'critical', 'stale'] as const;

describe('a tone', () => {
  test('has a shape and a name of its own, so that colour never carries the meaning alone', () => {
    const { container } = render(tones.map((tone) => <ToneShape key={tone} tone={tone} />));
    const shapes = [...container.querySelectorAll('svg')];
    expect(new Set(shapes.map((shape) => shape.innerHTML)).size).toBe(tones.length);
    expect(new Set(shapes.map((shape) => shape.getAttribute('aria-label'))).size).toBe(tones.length);
  });
});

describe('a grade', () => {
  test.each(['A', 'B', 'C', 'D', 'F'] as const)('%s is named as such', (grade) => {
    render(<GradeBadge grade={grade} />);
    expect(screen.getByRole('img', { name: `Grade ${grade}` })).toHaveTextContent(grade);
  });

  test('that is missing is said to be', () => {
    render(<GradeBadge grade={null} />);
    expect(screen.getByRole('img', { name: 'No grade' })).toBeVisible();
  });
});

describe('a life bar', () => {
  test.each([
    [1, 100, '100 % of its life is left'],
    [0.084, 8, '9 % of its life is left'],
    [0, 0, 'Its life is over'],
    [-3, 0, 'Its life is over'],
    [7, 100, '100 % of its life is left'],
  ])('with %d left stands at %d and says "%s"', (left, percent, words) => {
    render(<LifeBar left={left} tone="calm" />);
    const meter = screen.getByRole('meter', { name: 'Life left' });
    expect(meter).toHaveAttribute('aria-valuenow', String(percent));
    expect(meter).toHaveAttribute('aria-valuetext', words);
  });

  test('of a key that never expires is full, and says so', () => {
    render(<LifeBar left={1} tone="calm" endless />);
    expect(screen.getByRole('meter')).toHaveAttribute('aria-valuetext', 'It never expires');
  });
});
